type SecondaryNavigationProps = {
  /** What the links are for. Screen readers read it. */
  label: string;
  items: { text: string; href: string; isCurrent: boolean }[];
};

/** Links between the parts of one page, or between pages about one thing. */
export function SecondaryNavigation({ label, items }: SecondaryNavigationProps) {
  return (
    <nav className="app-secondary-navigation" aria-label={label}>
      <ul className="app-secondary-navigation__list">
        {items.map(({ text, href, isCurrent }) => (
          <li key={href}>
            <a
              className="app-secondary-navigation__link"
              href={href}
              aria-current={isCurrent ? "page" : undefined}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
