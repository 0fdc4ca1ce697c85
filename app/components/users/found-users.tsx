import { formatLastSignIn } from "../date-time";
import { Checkboxes } from "../govuk/checkboxes";
import { PageLinks } from "../page-links";
import { ResponsiveTable } from "../responsive-table";
import { SearchBox, SearchOutcome } from "../search-box";

type FoundUser = {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  lastSignedInAt: string | null;
  organisations: { id: string; name: string }[];
};

type FoundUsersProps = {
  users: { items: FoundUser[]; total: number; page: number; pageCount: number };
  /** What was searched for; empty where nothing was. */
  query: string;
  notSignedIn: boolean;
};

const path = "/support/organisation-users";

/** A page of the people of all organisations, and the search for one of them. */
export function FoundUsers({ users, query, notSignedIn }: FoundUsersProps) {
  const { items, total, page, pageCount } = users;
  return (
    <>
      <SearchBox
        path={path}
        label="Search organisation users"
        hint="Search by any part of a name or email address"
        query={query}
      >
        <Checkboxes
          name="notSignedIn"
          classes="govuk-checkboxes--small"
          items={[{ value: "yes", text: "Not signed in yet", checked: notSignedIn }]}
        />
      </SearchBox>
      <SearchOutcome
        path={path}
        query={query}
        total={total}
        noun={["organisation user", "organisation users"]}
      />
      {items.length > 0 && <UserTable items={items} />}
      {total === 0 && query === "" && (
        <p className="govuk-body">
          There are no organisation users{notSignedIn && " who have not signed in yet"}.
        </p>
      )}
      <PageLinks page={page} pageCount={pageCount} />
    </>
  );
}

/** Each organisation leads to the person's page in it. */
function UserTable({ items }: { items: FoundUser[] }) {
  return (
    <ResponsiveTable
      caption="Organisation users"
      hideCaption
      head={["Name", "Email address", "Organisations", "Last signed in"]}
      rows={items.map((user) => [
        `${user.firstName} ${user.lastName}`,
        user.email,
        <Organisations user={user} />,
        formatLastSignIn(user.lastSignedInAt),
      ])}
    />
  );
}

function Organisations({ user: { id, firstName, lastName, organisations } }: { user: FoundUser }) {
  if (organisations.length === 0) return "None";
  return (
    <ul className="govuk-list govuk-!-margin-bottom-0">
      {organisations.map((organisation) => (
        <li key={organisation.id}>
          <a className="govuk-link" href={`/support/organisations/${organisation.id}/users/${id}`}>
            <span className="govuk-visually-hidden">
              {firstName} {lastName} at{" "}
            </span>
            {organisation.name}
          </a>
        </li>
      ))}
    </ul>
  );
}
