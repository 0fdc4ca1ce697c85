import type { Organisation } from "../../../server/organisations/schema";
import { SummaryList } from "../govuk/summary-list";
import { OrganisationName } from "./organisation-name";

/** The details of an organisation, without those that are empty. */
export function OrganisationDetails({ organisation }: { organisation: Organisation }) {
  const { type, urn, ukprn, street, town, postcode } = organisation;
  const address = [street, town, postcode].filter((line) => line !== null && line !== "");
  return (
    <SummaryList
      rows={[
        { key: { text: "Name" }, value: { html: <OrganisationName organisation={organisation} /> } },
        { key: { text: "Type" }, value: { text: type } },
        urn !== null && { key: { text: "URN" }, value: { text: urn } },
        ukprn !== null && { key: { text: "UKPRN" }, value: { text: ukprn } },
        address.length > 0 && { key: { text: "Address" }, value: { html: <Lines lines={address} /> } },
      ]}
    />
  );
}

function Lines({ lines }: { lines: (string | null)[] }) {
  return lines.map((line, index) => (
    <span key={index}>
      {index > 0 && <br />}
      {line}
    </span>
  ));
}
