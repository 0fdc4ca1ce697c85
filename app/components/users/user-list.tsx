import { useLocation } from "@remix-run/react";
import type { Details } from "../../../server/people/details";
import { linkFrom, type ListName } from "../../list-links";
import { paths } from "../../paths";
import { Button } from "../govuk/button";
import { PageLinks } from "../page-links";
import { ResponsiveTable } from "../responsive-table";
import { Paragraph } from "../prose";
import { findNamesakes, PersonLink } from "./person-link";

type User = Details & { id: string };

type UserListProps = {
  users: { items: User[]; page: number; pageCount: number };
  /** The path of the list. The paths of its users' pages start with it. */
  path: string;
  /** The name of the list in the links to its users' pages. */
  name: ListName;
  /** The text shown if there are no users. */
  empty: string;
};

/** A list of organisation users or support users, with a button to add one. */
export function UserList({ users: { items, page, pageCount }, path, name, empty }: UserListProps) {
  const namesakes = findNamesakes(items);
  const from = linkFrom(name, useLocation().search);
  return (
    <>
      <Button text="Add user" href={paths.addUser(path)} />
      {items.length === 0 ? (
        <Paragraph>{empty}</Paragraph>
      ) : (
        <ResponsiveTable
          head={["Name", "Email address"]}
          rows={items.map((user) => [
            <PersonLink
              person={user}
              href={paths.user(path, user.id, from)}
              hasNamesake={namesakes.has(user)}
            />,
            user.email,
          ])}
        />
      )}
      <PageLinks page={page} pageCount={pageCount} />
    </>
  );
}
