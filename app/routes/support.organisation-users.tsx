import { useLoaderData } from "@remix-run/react";
import { FoundUsers } from "../components/users/found-users";
import { Page } from "../components/page";
import { checkPage, requestedPage, requestedQuery } from "../request.server";
import { pageOf, type TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";

/** Loads one page of the users of all organisations or, with a search, of those whose name or email address matches. */
export const loader = withSupport(async ({ api, request }) => {
  const query = requestedQuery(request);
  const notSignedIn = new URL(request.url).searchParams.get("notSignedIn") === "yes";
  const users = await api.organisationUsers.search({ query, notSignedIn, page: requestedPage(request) });
  checkPage(request, users);
  return { query, notSignedIn, users };
});

export const handle: TitleHandle<typeof loader> = {
  title: ({ users }) => [`Organisation users${pageOf(users)}`],
};

export default function OrganisationUsers() {
  const { query, notSignedIn, users } = useLoaderData<typeof loader>();
  return (
    <Page heading="Organisation users">
      <FoundUsers users={users} query={query} notSignedIn={notSignedIn} />
    </Page>
  );
}
