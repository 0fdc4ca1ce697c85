import { useLoaderData, useLocation } from "@remix-run/react";
import { Button } from "../components/govuk/button";
import { OrganisationNavigation } from "../components/organisations/organisation-navigation";
import { Page } from "../components/page";
import { UserList } from "../components/users/user-list";
import { backTo } from "../list-links";
import { paths } from "../paths";
import { checkPage, requestedPage, uuidParam } from "../request.server";
import { pageOf, type TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";

/** Loads one page of the list of an organisation's users. */
export const loader = withSupport(async ({ api, server, params, request }) => {
  const organisationId = uuidParam(params, "organisationId");
  const users = await api.organisationUsers.list({ organisationId, page: requestedPage(request) });
  checkPage(request, users);
  return { users, banner: await server.takeBanner() };
});

export const handle: TitleHandle<typeof loader> = {
  title: ({ users }) => [`${users.organisation.name}${pageOf(users)}`],
};

export default function OrganisationUsers() {
  const { users, banner } = useLoaderData<typeof loader>();
  const { id, name } = users.organisation;
  const back = backTo(useLocation().search, { organisations: paths.organisations }, paths.organisations);
  return (
    <Page heading={name} caption="Organisation" back={back} banner={banner}>
      <OrganisationNavigation organisationId={id} current="Users" />
      <h2 className="govuk-heading-m">Users</h2>
      {users.total > 0 && (
        <form method="post" action={paths.organisationUsersDownload(id)}>
          <Button text="Download all users (CSV)" classes="govuk-button--secondary" />
        </form>
      )}
      <UserList
        users={users}
        path={paths.organisationUsers(id)}
        name="users"
        empty={`There are no users for ${name}.`}
      />
    </Page>
  );
}
