import { PageLinks } from "../page-links";
import { ResponsiveTable } from "../responsive-table";
import { SearchBox, SearchOutcome } from "../search-box";

type Listed = { id: string; name: string; town: string | null; postcode: string | null; urn: string | null };

type OrganisationListProps = {
  organisations: { items: Listed[]; total: number; page: number; pageCount: number };
  /** What was searched for; empty where nothing was. */
  query: string;
};

const path = "/support/organisations";

/** A page of organisations, and the search for one of them. */
export function OrganisationList({ organisations, query }: OrganisationListProps) {
  const { items, total, page, pageCount } = organisations;
  return (
    <>
      <SearchBox
        path={path}
        label="Search organisations"
        hint="Search by name, URN, UKPRN or postcode"
        query={query}
      />
      <SearchOutcome path={path} query={query} total={total} noun={["organisation", "organisations"]} />
      {items.length > 0 && <OrganisationTable items={items} />}
      {total === 0 && query === "" && <p className="govuk-body">There are no organisations.</p>}
      <PageLinks page={page} pageCount={pageCount} />
    </>
  );
}

function OrganisationTable({ items }: { items: Listed[] }) {
  return (
    <ResponsiveTable
      caption="Organisations"
      hideCaption
      head={["Name", "Town", "Postcode", "URN"]}
      rows={items.map(({ id, name, town, postcode, urn }) => [
        <a className="govuk-link" href={`${path}/${id}`}>
          {name}
        </a>,
        town,
        postcode,
        urn,
      ])}
    />
  );
}
