import { useLoaderData } from "@remix-run/react";
import { ClosedNotice } from "../components/organisations/closed-notice";
import { OrganisationDetails } from "../components/organisations/organisation-details";
import { Page } from "../components/page";
import { paths } from "../paths";
import { uuidParam } from "../request.server";
import type { TitleHandle } from "../document/title";
import { withOrganisationUser } from "../guards.server";

/** Loads the page of an organisation for its own users, who can change nothing. */
export const loader = withOrganisationUser(async ({ api, params }) => {
  const [organisation, { total }] = await Promise.all([
    api.organisations.get({ organisationId: uuidParam(params, "organisationId") }),
    api.organisations.list({}),
  ]);
  return { organisation, isOnlyOne: total === 1 };
});

export const handle: TitleHandle<typeof loader> = {
  title: ({ organisation }) => [organisation.name],
};

export default function YourOrganisation() {
  const { organisation, isOnlyOne } = useLoaderData<typeof loader>();
  return (
    <Page
      heading={organisation.name}
      closed={organisation.isClosed && "heading"}
      back={isOnlyOne ? undefined : paths.yourOrganisations}
    >
      <ClosedNotice organisation={organisation} hasLinks={false} />
      <OrganisationDetails organisation={organisation} />
    </Page>
  );
}
