import { useLoaderData } from "@remix-run/react";
import { UserPage } from "../components/users/user-page";
import { uuidParam } from "../request.server";
import type { TitleHandle } from "../document/title";
import { withApi } from "../guards.server";

/** One support user. */
export const loader = withApi(async ({ api, server, params }) => {
  const userId = uuidParam(params, "userId");
  const [user, activity] = await Promise.all([
    api.supportUsers.get({ userId }),
    api.activity.list({ userId }),
  ]);
  return { user, activity, banner: await server.takeBanner() };
});

export const handle: TitleHandle<unknown> = { title: () => ["Support user details"] };

export default function SupportUser() {
  const { user, activity, banner } = useLoaderData<typeof loader>();
  return (
    <UserPage
      user={user}
      activity={activity}
      caption="Support user"
      back="/support/users"
      path={`/support/users/${user.id}`}
      banner={banner}
      mayChange={user.editing === "open"}
      mayRemove={user.mayRemove}
    />
  );
}
