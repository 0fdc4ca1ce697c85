import { useLoaderData, useLocation } from "@remix-run/react";
import { UserPage } from "../components/users/user-page";
import { backTo } from "../list-links";
import { paths } from "../paths";
import { uuidParam } from "../request.server";
import type { TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";

/** Loads the details page of one support user. */
export const loader = withSupport(async ({ api, server, params }) => {
  const userId = uuidParam(params, "userId");
  const [user, activity, signingIn] = await Promise.all([
    api.supportUsers.get({ userId }),
    api.activity.list({ userId, sinceAdded: true }),
    api.supportUsers.signingIn({ userId }),
  ]);
  return { user, activity, signingIn, banner: await server.takeBanner() };
});

export const handle: TitleHandle<typeof loader> = { title: () => ["Support user details"] };

export default function SupportUser() {
  const { user, activity, signingIn, banner } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const path = paths.user(paths.supportUsers, user.id);
  return (
    <UserPage
      user={user}
      activity={activity}
      caption="Support user"
      back={backTo(search, { "support-users": paths.supportUsers }, paths.supportUsers)}
      finding={signingIn.finding}
      path={path}
      inviteAgain={paths.inviteAgain(path)}
      banner={banner}
      mayChange={user.editing === "open"}
      mayRemove={user.mayRemove}
    />
  );
}
