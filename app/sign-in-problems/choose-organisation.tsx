import { useLoaderData } from "@remix-run/react";
import { OrganisationList } from "../components/organisations/organisation-list";
import { Page } from "../components/page";
import { pageOf, type TitleHandle } from "../document/title";
import { paths } from "../paths";
import type { loadChoice } from "./choose-organisation.server";

const heading = "Choose an organisation";

type ChooseOrganisationProps = {
  caption: string;
  /** The path that an organisation's name links to. */
  choose: (organisationId: string) => string;
};

/** The page that chooses the organisation to which a person is added. */
export function ChooseOrganisation({ caption, choose }: ChooseOrganisationProps) {
  const { organisations, query, page } = useLoaderData<typeof loadChoice>();
  return (
    <Page heading={heading} caption={caption} back={page}>
      <OrganisationList
        organisations={organisations}
        query={query}
        path={paths.chooseOrganisation(page)}
        choose={choose}
      />
    </Page>
  );
}

export const chooseHandle: TitleHandle<typeof loadChoice> = {
  title: ({ organisations }) => [`${heading}${pageOf(organisations)}`],
};
