import { useLoaderData } from "@remix-run/react";
import { FoundUsers } from "../components/users/found-users";
import { Page } from "../components/page";
import { checkPage, requestedPage, requestedQuery } from "../request.server";
import { pageOf, type TitleHandle } from "../document/title";
import { withApi } from "../guards.server";

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
      <FoundUsers users={users} query={query} notSignedIn={notSignedIn} />
    </Page>
  );
}
