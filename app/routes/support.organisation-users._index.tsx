import { useLoaderData } from "@remix-run/react";
import { FoundUsers } from "../components/users/found-users";
import { Page } from "../components/page";
import { checkPage, requestedPage, requestedQuery, requestedShow } from "../request.server";
import { pageOf, type TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";

/** Loads one page of the users of all organisations or, with a search or a filter, of those that it finds. */
export const loader = withSupport(async ({ api, request }) => {
  const [query, show] = [requestedQuery(request), requestedShow(request)];
  const users = await api.organisationUsers.search({ query, show, page: requestedPage(request) });
  checkPage(request, users);
  return { query, show, users };
});

export const handle: TitleHandle<typeof loader> = {
  title: ({ users }) => [`Organisation users${pageOf(users)}`],
};

export default function OrganisationUsers() {
  return (
    <Page heading="Organisation users">
      <FoundUsers {...useLoaderData<typeof loader>()} />
    </Page>
  );
}
