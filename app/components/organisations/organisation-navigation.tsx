import { paths } from "../../paths";

type OrganisationNavigationProps = { organisationId: string; current: "Details" | "Users" };

/** The links between the two pages about an organisation: its details and its users. */
export function OrganisationNavigation({ organisationId, current }: OrganisationNavigationProps) {
  const items = [
    { text: "Details", href: paths.organisation(organisationId) },
    { text: "Users", href: paths.organisationUsers(organisationId) },
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
