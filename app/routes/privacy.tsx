import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Page } from "../components/page";
import { HowLong, WhatWeCollect, WhyAndWho, YourRights } from "../content/privacy-notice";
import type { TitleHandle } from "../document/title";

/** What is stored about people, why, and for how long. */
export function loader({ context }: LoaderFunctionArgs) {
  const { service, retention } = context.server;
  return { service, retention };
}

export const handle: TitleHandle<unknown> = { title: () => ["Privacy notice"] };

export default function Privacy() {
  const loaded = useLoaderData<typeof loader>();
  return (
    <Page heading="Privacy notice" width="two-thirds">
      <WhatWeCollect service={loaded.service} />
      <WhyAndWho />
      <HowLong retention={loaded.retention} />
      <YourRights service={loaded.service} />
    </Page>
  );
}
