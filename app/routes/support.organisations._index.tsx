import { useLoaderData } from "@remix-run/react";
import { Table } from "../components/govuk/table";
import { Page } from "../components/page";
import { PageLinks } from "../components/page-links";
import { checkPage, requestedPage } from "../paging.server";
import { pageOf, type TitleHandle } from "../title";
import { withApi } from "../with-api.server";

/** A page of all organisations. */
export const loader = withApi(async ({ api, request }) => {
  const organisations = await api.organisations.list({ page: requestedPage(request) });
  checkPage(request, organisations);
  return organisations;
});

export const handle: TitleHandle<{ page: number; pageCount: number } | undefined> = {
  title: (data) => [`Organisations${data ? pageOf(data) : ""}`],
};

export default function Organisations() {
  const { items, page, pageCount } = useLoaderData<typeof loader>();
  return (
    <Page heading="Organisations">
      <Table
        head={[{ text: "Name" }, { text: "Town" }, { text: "Postcode" }, { text: "URN" }]}
        rows={items.map(({ id, name, town, postcode, urn }) => [
          {
            html: (
              <a className="govuk-link" href={`/support/organisations/${id}`}>
                {name}
              </a>
            ),
          },
          { text: town ?? "" },
          { text: postcode ?? "" },
          { text: urn ?? "" },
        ])}
      />
      <PageLinks page={page} pageCount={pageCount} />
    </Page>
  );
}
