import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** A link to a section. `current`: this page is the section's first page; `active`: it is another of its pages. */
type Section = { text: string; href: string; current?: boolean; active?: boolean };

type ServiceNavigationProps = {
  serviceName: string;
  serviceUrl: string;
  navigation: Section[];
  /** Content at the end of the row that begins with the service's name. */
  slots?: { end: { html: ReactNode; align: "inline" } };
};

/** GOV.UK service navigation: the service's name, links to its sections, and a slot for further content. */
export function ServiceNavigation({ serviceName, serviceUrl, navigation, slots }: ServiceNavigationProps) {
  const inlining = slots && "govuk-service-navigation__inlining-container";
  return (
    <section
      aria-label="Service information"
      className="govuk-service-navigation"
      data-module="govuk-service-navigation"
    >
      <div className={classNames("govuk-width-container", inlining)}>
        <div className="govuk-service-navigation__container">
          <span className="govuk-service-navigation__service-name">
            <a href={serviceUrl} className="govuk-service-navigation__link">
              {serviceName}
            </a>
          </span>
          {navigation.length > 0 && <Navigation items={navigation} />}
        </div>
        {slots?.end.html}
      </div>
    </section>
  );
}

function Navigation({ items }: { items: Section[] }) {
  return (
    <nav aria-label="Menu" className="govuk-service-navigation__wrapper">
      {items.length > 1 && (
        <button
          type="button"
          className="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
          aria-controls="navigation"
          hidden
          aria-hidden="true"
        >
          Menu
        </button>
      )}
      <ul className="govuk-service-navigation__list" id="navigation">
        {items.map((item) => (
          <Item key={item.href} {...item} />
        ))}
      </ul>
    </nav>
  );
}

function Item({ text, href, current, active }: Section) {
  const marked = current || active;
  const mark = marked && "govuk-service-navigation__item--active";
  return (
    <li className={classNames("govuk-service-navigation__item", mark)}>
      <a
        className="govuk-service-navigation__link"
        href={href}
        aria-current={marked ? (current ? "page" : "true") : undefined}
      >
        {/* `strong` marks the active section for people whose browser overrides our colours. */}
        {marked ? <strong className="govuk-service-navigation__active-fallback">{text}</strong> : text}
      </a>
    </li>
  );
}
