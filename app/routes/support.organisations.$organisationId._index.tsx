import { useLoaderData } from "@remix-run/react";
import { OrganisationDetails } from "../components/organisations/organisation-details";
import { OrganisationNavigation } from "../components/organisations/organisation-navigation";
import { Page } from "../components/page";
import { uuidParam } from "../request.server";
import type { TitleHandle } from "../document/title";
import { withApi } from "../guards.server";

/** One organisation. */
export const loader = withApi(({ api, params }) =>
  api.organisations.get({ organisationId: uuidParam(params, "organisationId") }),
);

export const handle: TitleHandle<{ name: string } | undefined> = { title: (data) => [data?.name] };

export default function Organisation() {
  const organisation = useLoaderData<typeof loader>();
  return (
    <Page heading={organisation.name} caption="Organisation" back="/support/organisations">
      <OrganisationNavigation organisationId={organisation.id} current="Details" />
      <OrganisationDetails organisation={organisation} />
    </Page>
  );
}
