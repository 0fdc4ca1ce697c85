import { useLoaderData, useLocation } from "@remix-run/react";
import { OrganisationNavigation } from "../components/organisations/organisation-navigation";
import { Page } from "../components/page";
import { DownloadUsers } from "../components/users/download-users";
import { UserList } from "../components/users/user-list";
import { backTo } from "../list-links";
import { paths } from "../paths";
import { checkPage, requestedPage, requestedShow, uuidParam } from "../request.server";
import { pageOf, type TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";

/** Loads one page of the list of an organisation's users. */
export const loader = withSupport(async ({ api, server, params, request }) => {
  const organisationId = uuidParam(params, "organisationId");
  const show = requestedShow(request);
  const users = await api.organisationUsers.list({ organisationId, show, page: requestedPage(request) });
  checkPage(request, users);
  return { users, show, banner: await server.takeBanner() };
});

export const handle: TitleHandle<typeof loader> = {
  title: ({ users }) => [`${users.organisation.name}${pageOf(users)}`],
};

export default function OrganisationUsers() {
  const { users, show, banner } = useLoaderData<typeof loader>();
  const { id, name } = users.organisation;
  const back = backTo(useLocation().search, { organisations: paths.organisations }, paths.organisations);
  return (
    <Page heading={name} caption="Organisation" back={back} banner={banner}>
      <OrganisationNavigation organisationId={id} current="Users" />
      <h2 className="govuk-heading-m">Users</h2>
      {users.total > 0 && (
        <DownloadUsers
          action={paths.organisationUsersDownload(id, show === "all" ? {} : { show })}
          isAll={show === "all"}
        />
      )}
      <UserList
        users={users}
        show={show}
        path={paths.organisationUsers(id)}
        name="users"
        empty={`There are no users for ${name}.`}
      />
    </Page>
  );
}
