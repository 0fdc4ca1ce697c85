import { useLoaderData } from "@remix-run/react";
import { Page } from "../components/page";
import { HowLongAndYourRights, WhatAndWhy } from "../content/privacy-notice";
import type { TitleHandle } from "../document/title";
import { withAnyone } from "../guards.server";

/** The privacy notice: what is stored about people, why, and for how long. */
export const loader = withAnyone(({ server: { service, retention } }) => ({ service, retention }));

export const handle: TitleHandle<typeof loader> = { title: () => ["Privacy notice"] };

export default function Privacy() {
  const { service, retention } = useLoaderData<typeof loader>();
  return (
    <Page heading="Privacy notice" width="two-thirds">
      <WhatAndWhy service={service} />
      <HowLongAndYourRights service={service} retention={retention} />
    </Page>
  );
}
