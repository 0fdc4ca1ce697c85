import { useLoaderData } from "@remix-run/react";
import { Page } from "../components/page";
import { SentEmails } from "../components/sent-emails";
import { UserDetails } from "../components/user-details";
import { uuidParam } from "../params.server";
import type { TitleHandle } from "../title";
import { withApi } from "../with-api.server";

/** One user of an organisation. */
export const loader = withApi(async ({ api, params }) => {
  const organisationId = uuidParam(params, "organisationId");
  const userId = uuidParam(params, "userId");
  const [organisation, user] = await Promise.all([
    api.organisations.get({ organisationId }),
    api.organisationUsers.get({ organisationId, userId }),
  ]);
  return { organisation, user };
});

export const handle: TitleHandle<{ organisation: { name: string } } | undefined> = {
  title: (data) => ["User details", data?.organisation.name],
};

export default function OrganisationUser() {
  const { organisation, user } = useLoaderData<typeof loader>();
  return (
    <Page
      heading={`${user.firstName} ${user.lastName}`}
      caption={organisation.name}
      back={`/support/organisations/${organisation.id}/users`}
    >
      <UserDetails user={user} />
      <SentEmails emails={user.emails} />
    </Page>
  );
}
