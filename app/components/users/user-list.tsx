import type { ReactNode } from "react";
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
import { type Selecting, Selection, SelectHead, SelectUser } from "./selection";
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
  /** Whether users can be added. Nobody can be added to an organisation that has closed. */
  mayAdd: boolean;
  /** The text shown if there are no users. */
  empty: string;
  /** Undefined if users cannot be selected. */
  selection?: Selecting;
  /** Further buttons beside 'Add user'. */
  children?: ReactNode;
};

/** A list of organisation users or support users with a filter, and a button to add one. */
export function UserList({ users, show, path, name, mayAdd, empty, selection, children }: UserListProps) {
  const { items, page, pageCount } = users;
  const table = (
    <UserTable items={items} show={show} path={path} name={name} isSelectable={selection !== undefined} />
  );
  return (
    <>
      {mayAdd && (
        <div className="govuk-button-group">
          <Button text="Add user" href={paths.addUser(path)} />
          {children}
        </div>
      )}
      {(items.length > 0 || show !== "all") && <ShowFilter path={path} show={show} list={users} />}
      {items.length === 0 && show === "all" && <Paragraph>{empty}</Paragraph>}
      {items.length > 0 &&
        (selection ? (
          <Selection list={users} {...selection}>
            {table}
          </Selection>
        ) : (
          table
        ))}
      <PageLinks page={page} pageCount={pageCount} />
    </>
  );
}

type UserTableProps = { items: User[]; isSelectable: boolean } & Pick<
  UserListProps,
  "show" | "path" | "name"
>;

function UserTable({ items, show, path, name, isSelectable }: UserTableProps) {
  const namesakes = findNamesakes(items);
  const from = linkFrom(name, useLocation().search);
  const isFiltered = show !== "all";
  return (
    <ResponsiveTable
      hasSelection={isSelectable}
      head={[
        ...(isSelectable ? [<SelectHead />] : []),
        ...["Name", "Email address", ...(isFiltered ? ["Last signed in"] : [])],
      ]}
      rows={items.map((user, index) => [
        ...(isSelectable ? [<SelectUser user={user} index={index} />] : []),
        <PersonLink person={user} href={paths.user(path, user.id, from)} hasNamesake={namesakes.has(user)} />,
        user.email,
        ...(isFiltered ? [formatLastSignIn(user.lastSignedInAt)] : []),
      ])}
    />
  );
}
