import { useLoaderData } from "@remix-run/react";
import { OrganisationNavigation } from "../components/organisations/organisation-navigation";
import { Page } from "../components/page";
import { UserList } from "../components/users/user-list";
import { checkPage, requestedPage, uuidParam } from "../request.server";
import { pageOf, type TitleHandle } from "../document/title";
import { withApi } from "../guards.server";

/** A page of an organisation's users. */
export const loader = withApi(async ({ api, server, params, request }) => {
  const organisationId = uuidParam(params, "organisationId");
  const [organisation, users] = await Promise.all([
    api.organisations.get({ organisationId }),
    api.organisationUsers.list({ organisationId, page: requestedPage(request) }),
  ]);
  checkPage(request, users);
  return { organisation, users, banner: await server.takeBanner() };
});

type Loaded = { organisation: { name: string }; users: { page: number; pageCount: number } };

export const handle: TitleHandle<Loaded | undefined> = {
  title: (data) => [data && `${data.organisation.name}${pageOf(data.users)}`],
};

export default function OrganisationUsers() {
  const { organisation, users, banner } = useLoaderData<typeof loader>();
  const path = `/support/organisations/${organisation.id}`;
  return (
    <Page heading={organisation.name} caption="Organisation" back="/support/organisations" banner={banner}>
      <OrganisationNavigation organisationId={organisation.id} current="Users" />
      <h2 className="govuk-heading-m">Users</h2>
      {users.total > 0 && <DownloadLink href={`${path}/users.csv`} />}
      <UserList users={users} path={`${path}/users`} empty={`There are no users for ${organisation.name}.`} />
    </Page>
  );
}

function DownloadLink({ href }: { href: string }) {
  return (
    <p className="govuk-body">
      <a className="govuk-link" href={href}>
        Download all users (CSV)
      </a>
    </p>
  );
}
