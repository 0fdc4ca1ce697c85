import { formatLastSignIn } from "./date-time";
import { ResponsiveTable } from "./responsive-table";

type FoundUser = {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  lastSignedInAt: string | null;
  organisations: { id: string; name: string }[];
};

/** People of all organisations; each organisation leads to the person's page in it. */
export function FoundUsers({ users }: { users: FoundUser[] }) {
  if (users.length === 0) return <p className="govuk-body">There are no organisation users to show.</p>;
  return (
    <ResponsiveTable
      caption="Organisation users"
      hideCaption
      head={["Name", "Email address", "Organisations", "Last signed in"]}
      rows={users.map((user) => [
        `${user.firstName} ${user.lastName}`,
        user.email,
        <Organisations key="organisations" user={user} />,
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
