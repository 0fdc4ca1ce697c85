import { useLoaderData } from "@remix-run/react";
import { OrganisationList } from "../components/organisations/organisation-list";
import { Page } from "../components/page";
import { checkPage, requestedPage, requestedQuery } from "../request.server";
import { pageOf, type TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";

/** Loads one page of all organisations that are open or, if asked, of all; with a search, of those that match. */
export const loader = withSupport(async ({ api, request }) => {
  const query = requestedQuery(request);
  const includeClosed = new URL(request.url).searchParams.get("includeClosed") === "yes";
  const organisations = await api.organisations.list({ page: requestedPage(request), query, includeClosed });
  checkPage(request, organisations);
  return { organisations, query, includeClosed };
});

export const handle: TitleHandle<typeof loader> = {
  title: ({ organisations }) => [`Organisations${pageOf(organisations)}`],
};

export default function Organisations() {
  const { organisations, query, includeClosed } = useLoaderData<typeof loader>();
  return (
    <Page heading="Organisations">
      <OrganisationList organisations={organisations} query={query} includeClosed={includeClosed} />
    </Page>
  );
}
