import type { Details } from "../../../server/people/details";
import { paths } from "../../paths";
import { Button } from "../govuk/button";
import { PageLinks } from "../page-links";
import { ResponsiveTable } from "../responsive-table";

type User = Details & { id: string };

type UserListProps = {
  users: { items: User[]; page: number; pageCount: number };
  /** Where the list is: the pages about its users are below it. */
  path: string;
  /** What to say where nobody is on it. */
  empty: string;
};

/** The list of either kind of user, with the way to add one. */
export function UserList({ users: { items, page, pageCount }, path, empty }: UserListProps) {
  return (
    <>
      <Button text="Add user" href={paths.addUser(path)} />
      {items.length === 0 ? (
        <p className="govuk-body">{empty}</p>
      ) : (
        <ResponsiveTable
          head={["Name", "Email address"]}
          rows={items.map(({ id, firstName, lastName, email }) => [
            <a className="govuk-link" href={paths.user(path, id)}>
              {firstName} {lastName}
            </a>,
            email,
          ])}
        />
      )}
      <PageLinks page={page} pageCount={pageCount} />
    </>
  );
}
