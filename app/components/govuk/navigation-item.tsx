import { classNames, contentOf, type Attributes, type Content } from "./options";

export type NavigationItemProps = Content & {
  href?: string;
  current?: boolean;
  active?: boolean;
  attributes?: Attributes;
};

/** One section in GOV.UK service navigation: `current` is this page, `active` one above it. */
export function NavigationItem({ href, current, active, attributes, ...item }: NavigationItemProps) {
  const marked = current || active;
  const ariaCurrent = marked ? (current ? "page" : "true") : undefined;
  const content = contentOf(item);
  // Strong, so that those who override colours still see which one is active.
  const label = marked ? (
    <strong className="govuk-service-navigation__active-fallback">{content}</strong>
  ) : (
    content
  );
  return (
    <li
      className={classNames(
        "govuk-service-navigation__item",
        marked && "govuk-service-navigation__item--active",
      )}
    >
      {href ? (
        <a className="govuk-service-navigation__link" href={href} aria-current={ariaCurrent} {...attributes}>
          {label}
        </a>
      ) : (
        <span className="govuk-service-navigation__text" aria-current={ariaCurrent}>
          {label}
        </span>
      )}
    </li>
  );
}
