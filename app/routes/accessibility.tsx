import { useLoaderData } from "@remix-run/react";
import { Page } from "../components/page";
import { Compliance, UsingThisWebsite } from "../content/accessibility-statement";
import type { TitleHandle } from "../document/title";
import { withAnyone } from "../guards.server";

/** The statement that the accessibility regulations require. Its sections are in the order of GOV.UK's sample. */
export const loader = withAnyone(({ server }) => server.service);

const headingFor = (service: { name: string }) => `Accessibility statement for ${service.name}`;

export const handle: TitleHandle<typeof loader> = { title: (service) => [headingFor(service)] };

export default function Accessibility() {
  const service = useLoaderData<typeof loader>();
  return (
    <Page heading={headingFor(service)} width="two-thirds">
      <UsingThisWebsite service={service} />
      <Compliance />
    </Page>
  );
}
