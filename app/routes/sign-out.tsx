import { data, redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { Page } from "../components/page";
import { Paragraph, TextLink } from "../components/prose";
import type { TitleHandle } from "../document/title";
import { withAnyone } from "../guards.server";
import { paths } from "../paths";

/**
 * Ends the session in the console, then shows a page that goes on to DfE Sign-in, to end the session there. A redirect
 * would not do: browsers apply `form-action` to all redirects after a form (specification, section 6, Signing out).
 */
export const action = withAnyone(async ({ server }) => {
  const { url, headers } = await server.signOut();
  if (url === null) throw redirect(paths.signIn(), { headers });
  return data({ next: url }, { headers });
});

/** Only a POST request signs out. A GET request redirects to the home page. */
export const loader = withAnyone(({ server }) => {
  if (server.method !== "POST") throw redirect(paths.home);
  return null;
});

export const handle: TitleHandle<typeof loader> = { title: () => ["You have signed out"] };

export default function SignOut() {
  const { next = paths.home } = useActionData<typeof action>() ?? {};
  return (
    <Page heading="You have signed out" width="two-thirds">
      <Paragraph>
        We are taking you to DfE Sign-in, to sign you out there too. If nothing happens,{" "}
        <TextLink href={next}>sign out of DfE Sign-in</TextLink>.
      </Paragraph>
    </Page>
  );
}
