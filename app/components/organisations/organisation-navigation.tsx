import { useLocation } from "@remix-run/react";
import { linkOn } from "../../list-links";
import { paths } from "../../paths";

type OrganisationNavigationProps = { organisationId: string; current: "Details" | "Users" };

/** The links between the two pages about an organisation: its details and its users. */
export function OrganisationNavigation({ organisationId, current }: OrganisationNavigationProps) {
  const from = linkOn(useLocation().search);
  const items = [
    { text: "Details", href: paths.organisation(organisationId, from) },
    { text: "Users", href: paths.organisationUsers(organisationId, from) },
  ];
  return (
    <nav className="app-secondary-navigation" aria-label="Organisation">
      <ul className="app-secondary-navigation__list">
        {items.map(({ text, href }) => (
          <li key={href}>
            <a
              className="app-secondary-navigation__link"
              href={href}
              aria-current={text === current ? "page" : undefined}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
