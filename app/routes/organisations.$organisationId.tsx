import { useLoaderData } from "@remix-run/react";
import { OrganisationDetails } from "../components/organisations/organisation-details";
import { Page } from "../components/page";
import { uuidParam } from "../request.server";
import type { TitleHandle } from "../document/title";
import { withApi } from "../guards.server";

/** An organisation, as its own users see it: read-only. */
export const loader = withApi(async ({ api, params }) => {
  const [organisation, { total }] = await Promise.all([
    api.organisations.get({ organisationId: uuidParam(params, "organisationId") }),
    api.organisations.list({}),
  ]);
  return { organisation, isOnlyOne: total === 1 };
});

export const handle: TitleHandle<{ organisation: { name: string } } | undefined> = {
  title: (data) => [data?.organisation.name],
};

export default function YourOrganisation() {
  const { organisation, isOnlyOne } = useLoaderData<typeof loader>();
  return (
    <Page heading={organisation.name} back={isOnlyOne ? undefined : "/organisations"}>
      <OrganisationDetails organisation={organisation} />
    </Page>
  );
}
