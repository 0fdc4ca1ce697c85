import { useLocation } from "@remix-run/react";
import { linkOn } from "../../list-links";
import type { NamedOrganisation } from "../../../server/organisations/schema";
import { paths } from "../../paths";
import { OrganisationName } from "../organisations/organisation-name";
import { Heading, Paragraph, TextLink } from "../prose";

type UserOrganisationsProps = {
  user: { id: string; organisations: NamedOrganisation[] };
  /** The path of the person's page. */
  path: string;
};

/** The organisations of a person, each a link to their page there. */
export function UserOrganisations({ user: { id, organisations }, path }: UserOrganisationsProps) {
  const from = linkOn(useLocation().search);
  return (
    <>
      <Heading>Organisations</Heading>
      {organisations.length === 0 ? (
        <Paragraph>None</Paragraph>
      ) : (
        <ul className="govuk-list">
          {organisations.map((organisation) => (
            <li key={organisation.id}>
              <OrganisationName
                organisation={organisation}
                href={paths.user(paths.organisationUsers(organisation.id), id, from)}
              />
            </li>
          ))}
        </ul>
      )}
      <Paragraph>
        <TextLink href={paths.chooseOrganisation(path)}>
          Add to {organisations.length === 0 ? "an" : "another"} organisation
        </TextLink>
      </Paragraph>
    </>
  );
}
