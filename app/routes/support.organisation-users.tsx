import { useLoaderData } from "@remix-run/react";
import { FoundUsers } from "../components/found-users";
import { Checkboxes } from "../components/govuk/checkboxes";
import { Page } from "../components/page";
import { PageLinks } from "../components/page-links";
import { SearchBox, SearchOutcome } from "../components/search-box";
import { checkPage, requestedPage } from "../paging.server";
import { requestedQuery } from "../search.server";
import { pageOf, type TitleHandle } from "../title";
import { withApi } from "../with-api.server";

/** A page of the people of all organisations whose name or address has what was searched for. */
export const loader = withApi(async ({ api, request }) => {
  const query = requestedQuery(request);
  const notSignedIn = new URL(request.url).searchParams.get("notSignedIn") === "yes";
  const users = await api.organisationUsers.search({ query, notSignedIn, page: requestedPage(request) });
  checkPage(request, users);
  return { query, notSignedIn, users };
});

type Loaded = { users: { page: number; pageCount: number } };

export const handle: TitleHandle<Loaded | undefined> = {
  title: (data) => [`Organisation users${data ? pageOf(data.users) : ""}`],
};

export default function OrganisationUsers() {
  const { query, notSignedIn, users } = useLoaderData<typeof loader>();
  return (
    <Page heading="Organisation users">
      <SearchBox
        path="/support/organisation-users"
        label="Search organisation users"
        hint="Any part of a name or email address"
        query={query}
      >
        <Checkboxes
          name="notSignedIn"
          classes="govuk-checkboxes--small"
          items={[{ value: "yes", text: "Not signed in yet", checked: notSignedIn }]}
        />
      </SearchBox>
      <SearchOutcome
        path="/support/organisation-users"
        query={query}
        total={users.total}
        noun={["organisation user", "organisation users"]}
      />
      <FoundUsers users={users.items} />
      <PageLinks page={users.page} pageCount={users.pageCount} />
    </Page>
  );
}
