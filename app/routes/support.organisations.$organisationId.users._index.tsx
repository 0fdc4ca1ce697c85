import { useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { canSelectAll, checkSelection } from "../bulk-changes/selection.server";
import { BulkChangesInProgress } from "../components/bulk-changes/in-progress";
import { Button } from "../components/govuk/button";
import { ClosedNotice } from "../components/organisations/closed-notice";
import { OrganisationNavigation } from "../components/organisations/organisation-navigation";
import { SuccessorChoice } from "../components/organisations/successor-choice";
import { Page } from "../components/page";
import { DownloadUsers } from "../components/users/download-users";
import { SelectionError } from "../components/users/selection";
import { UserList } from "../components/users/user-list";
import { backTo } from "../list-links";
import { paths } from "../paths";
import { checkPage, requestedPage, requestedShow, uuidParam } from "../request.server";
import { pageOf, type TitleHandle } from "../document/title";
import { type SignedInArgs, withSupport } from "../guards.server";

/** Loads one page of the list of an organisation's users. */
export const loader = withSupport(async ({ api, server, params, request }) => {
  const organisationId = uuidParam(params, "organisationId");
  const show = requestedShow(request);
  const users = await api.organisationUsers.list({ organisationId, show, page: requestedPage(request) });
  checkPage(request, users);
  const running = users.isChanging
    ? await api.bulkChanges.list({ organisationId, isRunning: true })
    : undefined;
  const banner = await server.takeBanner();
  return { users, show, running: running?.items ?? [], canSelectAll: canSelectAll(users), banner };
});

/** Checks a change to the users who were selected. */
export const action = withSupport((args: SignedInArgs<Request>) =>
  checkSelection(args, uuidParam(args.params, "organisationId")),
);

export const handle: TitleHandle<typeof loader> = {
  title: ({ users }) => [`${users.organisation.name}${pageOf(users)}`],
};

export default function OrganisationUsers() {
  const { users, show, running, canSelectAll, banner } = useLoaderData<typeof loader>();
  const error = useActionData<typeof action>()?.errors.users;
  const { id, name, isClosed } = users.organisation;
  const back = backTo(useLocation().search, { organisations: paths.organisations }, paths.organisations);
  const errors = <SelectionError error={error} />;
  return (
    <Page
      heading={name}
      caption="Organisation"
      closed={isClosed && "heading"}
      back={back}
      banner={banner}
      errors={errors}
    >
      <OrganisationNavigation organisationId={id} current="Users" />
      <ClosedNotice organisation={users.organisation} hasLinks />
      <h2 className="govuk-heading-m">Users</h2>
      <BulkChangesInProgress bulkChanges={running} />
      {users.total > 0 && show === "all" && <SuccessorChoice organisation={users.organisation} />}
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
        mayAdd={!isClosed}
        empty={`There are no users for ${name}.`}
        selection={{ error, canSelectAll, canInvite: !isClosed }}
      >
        <Button
          text="Add several users"
          href={paths.newBulkChange({ organisationId: id })}
          classes="govuk-button--secondary"
        />
      </UserList>
    </Page>
  );
}
