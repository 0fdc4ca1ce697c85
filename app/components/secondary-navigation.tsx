type SecondaryNavigationProps = {
  /** Tells this navigation from the page's others, to those who hear it. */
  label: string;
  items: { text: string; href: string; current?: boolean }[];
};

/** Links between the pages about one thing, such as an organisation's details and its users. */
export function SecondaryNavigation({ label, items }: SecondaryNavigationProps) {
  return (
    <nav className="app-secondary-navigation" aria-label={label}>
      <ul className="app-secondary-navigation__list">
        {items.map(({ text, href, current }) => (
          <li key={href}>
            <a
              className="app-secondary-navigation__link"
              href={href}
              aria-current={current ? "page" : undefined}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
