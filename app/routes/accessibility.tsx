import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Page } from "../components/page";
import {
  HowAccessible,
  Introduction,
  Preparation,
  TechnicalInformation,
} from "../content/accessibility-statement";
import type { TitleHandle } from "../document/title";

/** The statement that the accessibility regulations require, in the order of GOV.UK's sample. */
export function loader({ context }: LoaderFunctionArgs) {
  return context.server.service;
}

const headingFor = (service: { name: string }) => `Accessibility statement for ${service.name}`;

export const handle: TitleHandle<{ name: string } | undefined> = {
  title: (service) => [service && headingFor(service)],
};

export default function Accessibility() {
  const service = useLoaderData<typeof loader>();
  return (
    <Page heading={headingFor(service)} width="two-thirds">
      <Introduction service={service} />
      <HowAccessible service={service} />
      <TechnicalInformation />
      <Preparation />
    </Page>
  );
}
