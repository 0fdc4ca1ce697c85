import { data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AccessAdvice } from "../components/access-advice";
import { Page } from "../components/page";

/** Says why to somebody whom nothing matched; their session opens nothing else (specification, section 6). */
export async function loader({ context }: LoaderFunctionArgs) {
  const session = await context.server.getSession();
  if (typeof session?.refusedEmail !== "string") throw redirect("/");
  return data({ email: session.refusedEmail, service: context.server.service }, 403);
}

export const handle = {
  title: (loaded?: { service: { name: string } }) => [
    loaded && `You do not have access to ${loaded.service.name}`,
  ],
};

export default function NoAccess() {
  const { email, service } = useLoaderData<typeof loader>();
  return (
    <Page heading={`You do not have access to ${service.name}`} width="two-thirds">
      <p className="govuk-body">
        {email === ""
          ? "DfE Sign-in did not say which email address you have."
          : `You signed in to DfE Sign-in with the email address ${email}.`}
      </p>
      <AccessAdvice contactEmail={service.contactEmail} />
    </Page>
  );
}
