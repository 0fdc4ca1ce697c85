import { SecondaryNavigation } from "../secondary-navigation";

type OrganisationNavigationProps = { organisationId: string; current: "Details" | "Users" };

/** Between an organisation's details and its users. */
export function OrganisationNavigation({ organisationId, current }: OrganisationNavigationProps) {
  const path = `/support/organisations/${organisationId}`;
  return (
    <SecondaryNavigation
      label="Organisation"
      items={[
        { text: "Details", href: path, current: current === "Details" },
        { text: "Users", href: `${path}/users`, current: current === "Users" },
      ]}
    />
  );
}
