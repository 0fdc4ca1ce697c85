import { useLocation } from "@remix-run/react";
import type { Caller } from "../../../server/router";
import { linkFrom } from "../../list-links";
import { paths } from "../../paths";
import { formatLastSignIn } from "../date-time";
import { Checkboxes } from "../govuk/checkboxes";
import { PageLinks } from "../page-links";
import { ResponsiveTable } from "../responsive-table";
import { Search } from "../search";
import { Paragraph, TextLink } from "../prose";
import { fullName } from "../../../server/people/details";
import { findNamesakes } from "./person-link";

type Found = Awaited<ReturnType<Caller["organisationUsers"]["search"]>>;

type FoundUsersProps = {
  users: Found;
  /** The text searched for; empty if there is no search. */
  query: string;
  notSignedIn: boolean;
};

/** A search form, and one page of the users of all organisations who match. */
export function FoundUsers({ users, query, notSignedIn }: FoundUsersProps) {
  const { items, total, isMore, page, pageCount } = users;
  const namesakes = findNamesakes(items);
  const from = linkFrom("organisation-users", useLocation().search);
  return (
    <>
      <Search
        path={paths.allOrganisationUsers}
        label="Search organisation users"
        hint="Search by any part of a name or email address"
        query={query}
        total={total}
        isMore={isMore}
        noun={["organisation user", "organisation users"]}
      >
        <Checkboxes
          name="notSignedIn"
          classes="govuk-checkboxes--small"
          items={[{ value: "yes", text: "Not signed in yet", checked: notSignedIn }]}
        />
      </Search>
      {items.length > 0 && (
        <ResponsiveTable
          caption="Organisation users"
          hideCaption
          head={["Name", "Email address", "Organisations", "Last signed in"]}
          rows={items.map((user) => [
            fullName(user),
            user.email,
            <Organisations user={user} hasNamesake={namesakes.has(user)} from={from} />,
            formatLastSignIn(user.lastSignedInAt),
          ])}
        />
      )}
      {total === 0 && query === "" && (
        <Paragraph>There are no organisation users{notSignedIn && " who have not signed in yet"}.</Paragraph>
      )}
      <PageLinks page={page} pageCount={pageCount} />
    </>
  );
}

type OrganisationsProps = {
  user: Found["items"][number];
  hasNamesake: boolean;
  from: Record<string, string>;
};

/** The user's organisations. Each links to the user's page below that organisation. */
function Organisations({ user, hasNamesake, from }: OrganisationsProps) {
  const { id, organisations } = user;
  if (organisations.length === 0) return "None";
  return (
    <ul className="govuk-list govuk-!-margin-bottom-0">
      {organisations.map((organisation) => (
        <li key={organisation.id}>
          <TextLink href={paths.user(paths.organisationUsers(organisation.id), id, from)}>
            <span className="govuk-visually-hidden">
              {fullName(user)}
              {hasNamesake && ` (${user.email})`} at{" "}
            </span>
            {organisation.name}
          </TextLink>
        </li>
      ))}
    </ul>
  );
}
