import { useLoaderData } from "@remix-run/react";
import { Button } from "../components/govuk/button";
import { InsetText } from "../components/govuk/inset-text";
import { Page } from "../components/page";
import type { TitleHandle } from "../document/title";
import { withAnyone } from "../guards.server";
import { readSignInRequest } from "../request.server";
import { Paragraph } from "../components/prose";

/** Loads the sign-in page, whose link to DfE Sign-in includes the page to open after signing in. */
export const loader = withAnyone(({ request, server }) => ({
  ...readSignInRequest(request),
  heading: `Sign in to ${server.service.name}`,
}));

export const handle: TitleHandle<typeof loader> = { title: ({ heading }) => [heading] };

export default function SignIn() {
  const { href, hasFailed, heading } = useLoaderData<typeof loader>();
  return (
    <Page
      heading={heading}
      width="two-thirds"
      banner={hasFailed ? { type: "important", text: "You have not been signed in. Try again." } : null}
    >
      <Paragraph>You need a DfE Sign-in account to use this service.</Paragraph>
      <InsetText text="The email address of your DfE Sign-in account must be the one that your invitation was sent to." />
      <Button text="Sign in using DfE Sign-in" href={href} />
    </Page>
  );
}
