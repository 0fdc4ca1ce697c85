import { useLocation } from "@remix-run/react";
import { linkOn } from "../../list-links";
import { paths } from "../../paths";
import { SecondaryNavigation } from "../secondary-navigation";

type OrganisationNavigationProps = { organisationId: string; current: "Details" | "Users" };

/** The links between the two pages about an organisation: its details and its users. */
export function OrganisationNavigation({ organisationId, current }: OrganisationNavigationProps) {
  const from = linkOn(useLocation().search);
  const items = [
    { text: "Details", href: paths.organisation(organisationId, from) },
    { text: "Users", href: paths.organisationUsers(organisationId, from) },
  ];
  return (
    <SecondaryNavigation
      label="Organisation"
      items={items.map((item) => ({ ...item, isCurrent: item.text === current }))}
    />
  );
}
