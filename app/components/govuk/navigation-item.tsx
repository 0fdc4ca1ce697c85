import { classNames } from "./options";

export type NavigationItemProps = { text: string; href: string; current?: boolean; active?: boolean };

/** One section in GOV.UK service navigation: `current` is this page, `active` one above it. */
export function NavigationItem({ text, href, current, active }: NavigationItemProps) {
  const marked = current || active;
  const mark = marked && "govuk-service-navigation__item--active";
  return (
    <li className={classNames("govuk-service-navigation__item", mark)}>
      <a
        className="govuk-service-navigation__link"
        href={href}
        aria-current={marked ? (current ? "page" : "true") : undefined}
      >
        {/* Strong, so that people who override colours still see which section is active. */}
        {marked ? <strong className="govuk-service-navigation__active-fallback">{text}</strong> : text}
      </a>
    </li>
  );
}
