import { useLoaderData } from "@remix-run/react";
import { GuideSection, headingId } from "../components/api-reference/guide-section";
import { Procedure, procedureId } from "../components/api-reference/procedure";
import { Page } from "../components/page";
import { Bullets, Heading, Paragraph, TextLink } from "../components/prose";
import type { TitleHandle } from "../document/title";
import { withAnyone } from "../guards.server";

/** The page about the API, for developers (specification, section 5, OpenAPI). Nothing on it is secret. */
export const loader = withAnyone(({ server }) => server.describeApi());

export const handle: TitleHandle<typeof loader> = { title: () => ["API"] };

export default function ApiDocs() {
  const { guide, procedures } = useLoaderData<typeof loader>();
  const sections = guide.map(({ heading }) => link(`#${headingId(heading)}`, heading));
  return (
    <Page heading="API">
      <Paragraph>
        A script can do everything that the pages for support users do.{" "}
        {link("/api/openapi.json", "openapi.json")} describes the same for programs.
      </Paragraph>
      <nav aria-label="Contents">
        <Bullets items={[...sections, link("#procedures", "Procedures")]} />
      </nav>
      {guide.map((section) => (
        <GuideSection key={section.heading} {...section} />
      ))}
      <Heading id="procedures">Procedures</Heading>
      <nav aria-label="Procedures">
        <Bullets items={procedures.map(({ path }) => link(`#${procedureId(path)}`, path))} />
      </nav>
      {procedures.map((procedure) => (
        <Procedure key={procedure.path} {...procedure} />
      ))}
    </Page>
  );
}

const link = (href: string, text: string) => (
  <TextLink key={href} href={href}>
    {text}
  </TextLink>
);
