import { useLoaderData, useLocation } from "@remix-run/react";
import { UserPage } from "../components/users/user-page";
import { backTo } from "../list-links";
import { paths } from "../paths";
import { uuidParam } from "../request.server";
import type { TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";

/** Loads the details page of one user of an organisation. */
export const loader = withSupport(async ({ api, server, params }) => {
  const organisationId = uuidParam(params, "organisationId");
  const userId = uuidParam(params, "userId");
  const [user, activity, signingIn] = await Promise.all([
    api.organisationUsers.get({ organisationId, userId }),
    api.activity.list({ userId, sinceAdded: true }),
    api.organisationUsers.signingIn({ userId }),
  ]);
  return { user, activity, signingIn, banner: await server.takeBanner() };
});

export const handle: TitleHandle<typeof loader> = {
  title: ({ user }) => ["User details", user.organisation.name],
};

export default function OrganisationUser() {
  const { user, activity, signingIn, banner } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const list = paths.organisationUsers(user.organisation.id);
  const path = paths.user(list, user.id);
  return (
    <UserPage
      user={user}
      activity={activity}
      caption={user.organisation.name}
      isClosed={user.organisation.isClosed}
      back={backTo(search, { users: list, "organisation-users": paths.allOrganisationUsers }, list)}
      finding={signingIn.finding}
      path={path}
      person={paths.user(paths.allOrganisationUsers, user.id)}
      inviteAgain={user.organisation.isClosed ? undefined : paths.inviteAgain(path)}
      banner={banner}
      mayChange={user.editing === "open"}
      mayRemove
    />
  );
}
