import { data, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AccessAdvice } from "../components/access-advice";
import { Page } from "../components/page";
import type { TitleHandle } from "../document/title";
import { withAnyone } from "../guards.server";
import { paths } from "../paths";
import { Paragraph } from "../components/prose";

/** The only page for people who signed in but have no access. It says why (specification, section 6). */
export const loader = withAnyone(async ({ server }) => {
  const session = await server.getSession();
  if (typeof session?.refusedEmail !== "string") throw redirect(paths.home);
  const shown = {
    email: session.refusedEmail,
    isLinked: session.refusedReason === "linked_account",
    service: server.service,
    keptDays: server.retention.refusedSignInDays,
  };
  return data(shown, 403);
});

const headingFor = (service: { name: string }) => `You do not have access to ${service.name}`;

export const handle: TitleHandle<typeof loader> = { title: ({ service }) => [headingFor(service)] };

export default function NoAccess() {
  const { email, isLinked, service, keptDays } = useLoaderData<typeof loader>();
  return (
    <Page heading={headingFor(service)} width="two-thirds">
      <Paragraph>
        {email === ""
          ? "DfE Sign-in did not say which email address you have."
          : `You signed in to DfE Sign-in with the email address ${email}.`}
      </Paragraph>
      <AccessAdvice contactEmail={service.contactEmail} keptDays={keptDays} isLinked={isLinked} />
    </Page>
  );
}
