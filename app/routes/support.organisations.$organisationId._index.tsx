import { useLoaderData, useLocation } from "@remix-run/react";
import { ClosedNotice } from "../components/organisations/closed-notice";
import { OrganisationDetails } from "../components/organisations/organisation-details";
import { OrganisationNavigation } from "../components/organisations/organisation-navigation";
import { Page } from "../components/page";
import { Paragraph, TextLink } from "../components/prose";
import { backTo } from "../list-links";
import { paths } from "../paths";
import { uuidParam } from "../request.server";
import type { TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";

/** Loads the details page of one organisation. */
export const loader = withSupport(({ api, params }) =>
  api.organisations.get({ organisationId: uuidParam(params, "organisationId") }),
);

export const handle: TitleHandle<typeof loader> = { title: ({ name }) => [name] };

export default function Organisation() {
  const organisation = useLoaderData<typeof loader>();
  const back = backTo(useLocation().search, { organisations: paths.organisations }, paths.organisations);
  return (
    <Page
      heading={organisation.name}
      caption="Organisation"
      closed={organisation.isClosed && "heading"}
      back={back}
    >
      <OrganisationNavigation organisationId={organisation.id} current="Details" />
      <ClosedNotice organisation={organisation} hasLinks />
      <OrganisationDetails organisation={organisation} />
      <Paragraph>
        <TextLink href={paths.activity({ organisationId: organisation.id })}>See all activity</TextLink>
      </Paragraph>
    </Page>
  );
}
