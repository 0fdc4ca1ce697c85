import type { ReactNode } from "react";
import type { NamedOrganisation } from "../../../server/organisations/schema";
import { Tag } from "../govuk/tag";
import { TextLink } from "../prose";

type OrganisationNameProps = {
  organisation: Pick<NamedOrganisation, "name" | "isClosed">;
  /** Where the name links to; without it, the name is text. */
  href?: string;
  /** What the link has before the name. */
  children?: ReactNode;
};

/** The name of an organisation in a list, marked if it has closed (specification, section 13, Text). */
export function OrganisationName({
  organisation: { name, isClosed },
  href,
  children,
}: OrganisationNameProps) {
  return (
    <>
      {href === undefined ? (
        name
      ) : (
        <TextLink href={href}>
          {children}
          {name}
        </TextLink>
      )}
      {isClosed && <ClosedTag />}
    </>
  );
}

/** Organisations as a list in the value of a summary list. */
export function OrganisationNames({ organisations }: { organisations: NamedOrganisation[] }) {
  return (
    <ul className="govuk-list govuk-!-margin-bottom-0">
      {organisations.map((organisation) => (
        <li key={organisation.id}>
          <OrganisationName organisation={organisation} />
        </li>
      ))}
    </ul>
  );
}

/** Marks an organisation that has closed, after its name. */
export function ClosedTag() {
  return (
    <>
      {" "}
      <Tag text="Closed" classes="govuk-tag--grey" />
    </>
  );
}
