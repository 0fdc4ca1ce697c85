type SecondaryNavigationProps = {
  /** The name by which screen readers tell this navigation from the others on the page. */
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
