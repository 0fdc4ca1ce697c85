import { useLocation } from "@remix-run/react";
import type { Show } from "../../../server/people/filters/shows";
import type { Caller } from "../../../server/router";
import { linkFrom } from "../../list-links";
import { paths, withQuery } from "../../paths";
import { formatLastSignIn } from "../date-time";
import { OrganisationName } from "../organisations/organisation-name";
import { PageLinks } from "../page-links";
import { ResponsiveTable } from "../responsive-table";
import { Search } from "../search";
import { Paragraph } from "../prose";
import { DownloadUsers } from "./download-users";
import { findNamesakes, PersonLink } from "./person-link";
import { fullName } from "../../../server/people/details";
import { type Selecting, Selection, SelectHead, SelectUser } from "./selection";
import { FilterOutcome, ShowSelect } from "./show-filter";

type Found = Awaited<ReturnType<Caller["organisationUsers"]["search"]>>;

type FoundUsersProps = {
  users: Found;
  /** The text searched for; empty if there is no search. */
  query: string;
  show: Show;
  selection: Selecting;
};

/** A search form with a filter, and one page of the users of all organisations who match. */
export function FoundUsers({ users, query, show, selection }: FoundUsersProps) {
  const { items, total, isMore, page, pageCount } = users;
  const list = paths.allOrganisationUsers;
  const filter: Record<string, string> = show === "all" ? {} : { show };
  const search: Record<string, string> = query === "" ? {} : { query };
  return (
    <>
      <Search
        path={list}
        cleared={withQuery(list, filter)}
        label="Search organisation users"
        hint="Search by any part of a name or email address"
        query={query}
        total={total}
        isMore={isMore}
        noun={["organisation user", "organisation users"]}
      >
        <ShowSelect show={show} />
      </Search>
      <FilterOutcome show={show} total={total} unfiltered={withQuery(list, search)} />
      {total > 0 && (
        <DownloadUsers
          action={paths.allOrganisationUsersDownload({ ...search, ...filter })}
          isAll={query === "" && show === "all"}
        />
      )}
      {items.length > 0 && (
        <Selection list={users} {...selection}>
          <FoundTable items={items} />
        </Selection>
      )}
      {total === 0 && query === "" && show === "all" && (
        <Paragraph>There are no organisation users.</Paragraph>
      )}
      <PageLinks page={page} pageCount={pageCount} />
    </>
  );
}

function FoundTable({ items }: { items: Found["items"] }) {
  const namesakes = findNamesakes(items);
  const from = linkFrom("organisation-users", useLocation().search);
  return (
    <ResponsiveTable
      caption="Organisation users"
      hideCaption
      hasSelection
      head={[<SelectHead />, "Name", "Email address", "Organisations", "Last signed in"]}
      rows={items.map((user, index) => [
        <SelectUser user={user} index={index} />,
        <PersonLink
          person={user}
          href={paths.user(paths.allOrganisationUsers, user.id, from)}
          hasNamesake={namesakes.has(user)}
        />,
        user.email,
        <Organisations user={user} hasNamesake={namesakes.has(user)} from={from} />,
        formatLastSignIn(user.lastSignedInAt),
      ])}
    />
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
          <OrganisationName
            organisation={organisation}
            href={paths.user(paths.organisationUsers(organisation.id), id, from)}
          >
            <span className="govuk-visually-hidden">
              {fullName(user)}
              {hasNamesake && ` (${user.email})`} at{" "}
            </span>
          </OrganisationName>
        </li>
      ))}
    </ul>
  );
}
