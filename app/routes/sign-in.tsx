import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Button } from "../components/govuk/button";
import { InsetText } from "../components/govuk/inset-text";
import { Page } from "../components/page";

/** The way to DfE Sign-in, keeping where the person wanted to go. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const returnTo = new URL(request.url).searchParams.get("returnTo");
  const query = returnTo === null ? "" : `?${new URLSearchParams({ returnTo }).toString()}`;
  return { href: `/auth/dfe${query}`, service: context.console.service.name };
}

export const handle = { title: (data?: { service: string }) => [data && `Sign in to ${data.service}`] };

export default function SignIn() {
  const { href, service } = useLoaderData<typeof loader>();
  return (
    <Page heading={`Sign in to ${service}`} width="two-thirds">
      <p className="govuk-body">You need a DfE Sign-in account to use this service.</p>
      <InsetText text="The email address of your DfE Sign-in account must be the one that your invitation was sent to." />
      <Button text="Sign in using DfE Sign-in" href={href} />
    </Page>
  );
}
