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
  const [user, activity] = await Promise.all([
    api.organisationUsers.get({ organisationId, userId }),
    api.activity.list({ userId, sinceAdded: true }),
  ]);
  return { user, activity, banner: await server.takeBanner() };
});

export const handle: TitleHandle<typeof loader> = {
  title: ({ user }) => ["User details", user.organisation.name],
};

export default function OrganisationUser() {
  const { user, activity, banner } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const list = paths.organisationUsers(user.organisation.id);
  return (
    <UserPage
      user={user}
      activity={activity}
      caption={user.organisation.name}
      back={backTo(search, { users: list, "organisation-users": paths.allOrganisationUsers }, list)}
      path={paths.user(list, user.id)}
      banner={banner}
      mayChange={user.editing === "open"}
      mayRemove
    />
  );
}
