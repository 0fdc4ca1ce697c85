import { useLocation } from "@remix-run/react";
import type { Caller } from "../../../server/router";
import { linkFrom } from "../../list-links";
import { paths } from "../../paths";
import { Button } from "../govuk/button";
import { Checkboxes } from "../govuk/checkboxes";
import { PageLinks } from "../page-links";
import { ResponsiveTable } from "../responsive-table";
import { Search } from "../search";
import { Paragraph, TextLink } from "../prose";
import { OrganisationName } from "./organisation-name";

type OrganisationListProps = {
  organisations: Awaited<ReturnType<Caller["organisations"]["list"]>>;
  /** The text searched for; empty if there is no search. */
  query: string;
  /** The path of the page. */
  path?: string;
  /** The path that an organisation's name links to, if the list is to choose one. */
  choose?: (organisationId: string) => string;
  /** Whether organisations that have closed are shown too; never if the list is to choose one. */
  includeClosed?: boolean;
};

/** A search form, and one page of the organisations that match. Their names link to their pages, or choose them. */
export function OrganisationList({
  organisations,
  query,
  path = paths.organisations,
  choose,
  includeClosed = false,
}: OrganisationListProps) {
  const { items, total, isMore, page, pageCount, closedLeftOut } = organisations;
  const from = linkFrom("organisations", useLocation().search);
  const open = choose ?? ((organisationId: string) => paths.organisation(organisationId, from));
  return (
    <>
      {choose === undefined && <BulkChangeLinks />}
      <Search
        path={path}
        cleared={path}
        label="Search organisations"
        hint="Search by name, town, postcode, URN or UKPRN"
        query={query}
        total={total}
        isMore={isMore}
        noun={["organisation", "organisations"]}
        note={describeLeftOut(closedLeftOut)}
      >
        {choose === undefined && (
          <Checkboxes
            name="includeClosed"
            classes="govuk-checkboxes--small"
            items={[{ value: "yes", text: "Include closed", checked: includeClosed }]}
          />
        )}
      </Search>
      {items.length > 0 && (
        <ResponsiveTable
          caption="Organisations"
          hideCaption
          head={["Name", "Town", "Postcode", "URN"]}
          rows={items.map((organisation) => [
            <OrganisationName organisation={organisation} href={open(organisation.id)} />,
            organisation.town,
            organisation.postcode,
            organisation.urn,
          ])}
        />
      )}
      {total === 0 && query === "" && <Paragraph>There are no organisations.</Paragraph>}
      <PageLinks page={page} pageCount={pageCount} />
    </>
  );
}

function BulkChangeLinks() {
  return (
    <>
      <Button text="Add several users" href={paths.newBulkChange()} classes="govuk-button--secondary" />
      <Paragraph>
        <TextLink href={paths.bulkChanges}>Bulk changes</TextLink>
      </Paragraph>
    </>
  );
}

/** Says how many closed organisations a search leaves out. It counts up to 1,000. */
function describeLeftOut(count: number): string | undefined {
  if (count === 0) return undefined;
  if (count === 1) return "1 closed organisation is left out.";
  return `${count === 1_000 ? "1,000 or more" : count} closed organisations are left out.`;
}
