import { useLoaderData, useLocation } from "@remix-run/react";
import type { UserAcross } from "../../server/organisation-users/schema";
import { UserOrganisations } from "../components/users/user-organisations";
import { UserPage } from "../components/users/user-page";
import type { TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";
import { backTo } from "../list-links";
import { paths } from "../paths";
import { uuidParam } from "../request.server";

const list = paths.allOrganisationUsers;

/** Loads the page of one organisation user across organisations. */
export const loader = withSupport(async ({ api, server, params }) => {
  const userId = uuidParam(params, "userId");
  const [user, activity, { finding }] = await Promise.all([
    api.organisationUsers.person({ userId }),
    api.activity.list({ userId, sinceAdded: true }),
    api.organisationUsers.signingIn({ userId }),
  ]);
  return { user, activity, finding, banner: await server.takeBanner() };
});

export const handle: TitleHandle<typeof loader> = { title: () => ["User details"] };

export default function OrganisationUserAcross() {
  const { user, activity, finding, banner } = useLoaderData<typeof loader>();
  const back = backTo(useLocation().search, { "organisation-users": list }, list);
  const path = paths.user(list, user.id);
  return (
    <UserPage
      user={user}
      activity={activity}
      finding={finding}
      caption="Organisation user"
      back={back}
      path={path}
      inviteAgain={inviteAgainPath(user)}
      banner={banner}
      mayChange={false}
      mayRemove={false}
    >
      <UserOrganisations user={user} path={path} />
    </UserPage>
  );
}

/** The invitation is about the organisation that the latest email was about, if the user still belongs to it and it is open. */
function inviteAgainPath({ id, organisations, emails }: UserAcross): string | undefined {
  const ids = organisations.filter(({ isClosed }) => !isClosed).map((organisation) => organisation.id);
  const latest = emails.find(({ organisation }) => organisation && ids.includes(organisation.id));
  const organisationId = latest?.organisation?.id ?? ids[0];
  if (organisationId === undefined) return undefined;
  return paths.inviteAgain(paths.user(paths.organisationUsers(organisationId), id));
}
