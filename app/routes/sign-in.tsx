import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Button } from "../components/govuk/button";
import { InsetText } from "../components/govuk/inset-text";
import { Page } from "../components/page";
import { readSignInRequest } from "../sign-in.server";

/** The way to DfE Sign-in, keeping where the person wanted to go. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return { ...readSignInRequest(request), service: context.server.service.name };
}

export const handle = { title: (data?: { service: string }) => [data && `Sign in to ${data.service}`] };

export default function SignIn() {
  const { href, hasFailed, service } = useLoaderData<typeof loader>();
  return (
    <Page
      heading={`Sign in to ${service}`}
      width="two-thirds"
      banner={hasFailed ? { type: "important", text: "You have not been signed in. Try again." } : null}
    >
      <p className="govuk-body">You need a DfE Sign-in account to use this service.</p>
      <InsetText text="The email address of your DfE Sign-in account must be the one that your invitation was sent to." />
      <Button text="Sign in using DfE Sign-in" href={href} />
    </Page>
  );
}
