import { paths } from "../../paths";
import { SecondaryNavigation } from "../secondary-navigation";

type OrganisationNavigationProps = { organisationId: string; current: "Details" | "Users" };

/** Links an organisation's details and its users. */
export function OrganisationNavigation({ organisationId, current }: OrganisationNavigationProps) {
  return (
    <SecondaryNavigation
      label="Organisation"
      items={[
        { text: "Details", href: paths.organisation(organisationId), current: current === "Details" },
        { text: "Users", href: paths.organisationUsers(organisationId), current: current === "Users" },
      ]}
    />
  );
}
