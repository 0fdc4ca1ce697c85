import { useLocation } from "@remix-run/react";
import type { Details } from "../../../server/people/details";
import type { Show } from "../../../server/people/filters/shows";
import { linkFrom, type ListName } from "../../list-links";
import { paths } from "../../paths";
import { formatLastSignIn } from "../date-time";
import { Button } from "../govuk/button";
import { PageLinks } from "../page-links";
import { ResponsiveTable } from "../responsive-table";
import { Paragraph } from "../prose";
import { findNamesakes, PersonLink } from "./person-link";
import { ShowFilter } from "./show-filter";

type User = Details & { id: string; lastSignedInAt: string | null };

type UserListProps = {
  users: { items: User[]; total: number; isMore: boolean; page: number; pageCount: number };
  /** The filter. While it is on, the list also has a column with the last sign-in. */
  show: Show;
  /** The path of the list. The paths of its users' pages start with it. */
  path: string;
  /** The name of the list in the links to its users' pages. */
  name: ListName;
  /** The text shown if there are no users. */
  empty: string;
};

/** A list of organisation users or support users with a filter, and a button to add one. */
export function UserList({ users, show, path, name, empty }: UserListProps) {
  const { items, page, pageCount } = users;
  return (
    <>
      <Button text="Add user" href={paths.addUser(path)} />
      {(items.length > 0 || show !== "all") && <ShowFilter path={path} show={show} list={users} />}
      {items.length === 0 && show === "all" && <Paragraph>{empty}</Paragraph>}
      {items.length > 0 && <UserTable items={items} show={show} path={path} name={name} />}
      <PageLinks page={page} pageCount={pageCount} />
    </>
  );
}

type UserTableProps = { items: User[] } & Pick<UserListProps, "show" | "path" | "name">;

function UserTable({ items, show, path, name }: UserTableProps) {
  const namesakes = findNamesakes(items);
  const from = linkFrom(name, useLocation().search);
  const isFiltered = show !== "all";
  return (
    <ResponsiveTable
      head={["Name", "Email address", ...(isFiltered ? ["Last signed in"] : [])]}
      rows={items.map((user) => [
        <PersonLink person={user} href={paths.user(path, user.id, from)} hasNamesake={namesakes.has(user)} />,
        user.email,
        ...(isFiltered ? [formatLastSignIn(user.lastSignedInAt)] : []),
      ])}
    />
  );
}
