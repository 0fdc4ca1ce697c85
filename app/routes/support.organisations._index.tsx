import { useLoaderData } from "@remix-run/react";
import { OrganisationList } from "../components/organisations/organisation-list";
import { Page } from "../components/page";
import { checkPage, requestedPage, requestedQuery } from "../request.server";
import { pageOf, type TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";

/** Loads one page of all organisations or, with a search, of those that match. */
export const loader = withSupport(async ({ api, request }) => {
  const query = requestedQuery(request);
  const organisations = await api.organisations.list({ page: requestedPage(request), query });
  checkPage(request, organisations);
  return { organisations, query };
});

export const handle: TitleHandle<typeof loader> = {
  title: ({ organisations }) => [`Organisations${pageOf(organisations)}`],
};

export default function Organisations() {
  const { organisations, query } = useLoaderData<typeof loader>();
  return (
    <Page heading="Organisations">
      <OrganisationList organisations={organisations} query={query} />
    </Page>
  );
}
