import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AccessAdvice } from "../components/access-advice";
import { Page } from "../components/page";
import { PageLinks } from "../components/page-links";
import { checkPage, requestedPage } from "../request.server";
import { pageOf, type TitleHandle } from "../document/title";
import { withApi } from "../guards.server";

/** The organisations of an organisation user; with one, straight to it. Support users have a list of all (specification, section 2). */
export const loader = withApi(async ({ api, server, request }) => {
  const session = await server.getSession();
  if (session?.user?.kind === "support_user") throw redirect("/support/organisations");
  const organisations = await api.organisations.list({ page: requestedPage(request) });
  checkPage(request, organisations);
  const [only, ...others] = organisations.items;
  if (only && others.length === 0 && organisations.pageCount === 1)
    throw redirect(`/organisations/${only.id}`);
  return { organisations, contactEmail: server.service.contactEmail };
});

type Loaded = { organisations: { total: number; page: number; pageCount: number } };

const noneHeading = "You are not linked to an organisation";

export const handle: TitleHandle<Loaded | undefined> = {
  title: (data) => [
    data?.organisations.total === 0
      ? noneHeading
      : `Your organisations${data ? pageOf(data.organisations) : ""}`,
  ],
};

export default function YourOrganisations() {
  const { organisations, contactEmail } = useLoaderData<typeof loader>();
  if (organisations.total === 0) {
    return (
      <Page heading={noneHeading} width="two-thirds">
        <AccessAdvice contactEmail={contactEmail} />
      </Page>
    );
  }
  return (
    <Page heading="Your organisations">
      <ul className="govuk-list">
        {organisations.items.map(({ id, name }) => (
          <li key={id}>
            <a className="govuk-link" href={`/organisations/${id}`}>
              {name}
            </a>
          </li>
        ))}
      </ul>
      <PageLinks page={organisations.page} pageCount={organisations.pageCount} />
    </Page>
  );
}
