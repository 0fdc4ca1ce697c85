import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AccessAdvice } from "../components/access-advice";
import { OrganisationName } from "../components/organisations/organisation-name";
import { Page } from "../components/page";
import { PageLinks } from "../components/page-links";
import { paths } from "../paths";
import { checkPage, requestedPage } from "../request.server";
import { pageOf, type TitleHandle } from "../document/title";
import { withOrganisationUser } from "../guards.server";

/**
 * Lists the user's organisations. Redirects a user with one organisation to its page, and support users to the list
 * of all organisations (specification, section 2).
 */
export const loader = withOrganisationUser(async ({ api, user, server, request }) => {
  if (user.kind === "support_user") throw redirect(paths.organisations);
  const organisations = await api.organisations.list({ page: requestedPage(request) });
  checkPage(request, organisations);
  const [only, ...others] = organisations.items;
  if (only && others.length === 0 && organisations.pageCount === 1) {
    throw redirect(paths.yourOrganisation(only.id));
  }
  return {
    organisations,
    contactEmail: server.service.contactEmail,
    keptDays: server.retention.refusedSignInDays,
  };
});

const noneHeading = "You are not linked to an organisation";

export const handle: TitleHandle<typeof loader> = {
  title: ({ organisations }) => [
    organisations.total === 0 ? noneHeading : `Your organisations${pageOf(organisations)}`,
  ],
};

export default function YourOrganisations() {
  const { organisations, contactEmail, keptDays } = useLoaderData<typeof loader>();
  if (organisations.total === 0) {
    return (
      <Page heading={noneHeading} width="two-thirds">
        <AccessAdvice contactEmail={contactEmail} keptDays={keptDays} />
      </Page>
    );
  }
  return (
    <Page heading="Your organisations">
      <ul className="govuk-list">
        {organisations.items.map((organisation) => (
          <li key={organisation.id}>
            <OrganisationName organisation={organisation} href={paths.yourOrganisation(organisation.id)} />
          </li>
        ))}
      </ul>
      <PageLinks page={organisations.page} pageCount={organisations.pageCount} />
    </Page>
  );
}
