import { useLoaderData } from "@remix-run/react";
import { OrganisationDetails } from "../components/organisation-details";
import { OrganisationNavigation } from "../components/organisation-navigation";
import { Page } from "../components/page";
import { uuidParam } from "../params.server";
import type { TitleHandle } from "../title";
import { withApi } from "../with-api.server";

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
