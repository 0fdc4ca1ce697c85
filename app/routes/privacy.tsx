import { useLoaderData } from "@remix-run/react";
import { Page } from "../components/page";
import { HowLong, WhatWeCollect, WhyAndWho, YourRights } from "../content/privacy-notice";
import type { TitleHandle } from "../document/title";
import { withAnyone } from "../guards.server";

/** What is stored about people, why, and for how long. */
export const loader = withAnyone(({ server: { service, retention } }) => ({ service, retention }));

export const handle: TitleHandle<typeof loader> = { title: () => ["Privacy notice"] };

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
