import type { ReactNode } from "react";
import { NavigationItem, type NavigationItemProps } from "./navigation-item";
import { classNames } from "./options";

type ServiceNavigationProps = {
  serviceName: string;
  serviceUrl: string;
  navigation: NavigationItemProps[];
  /** What stands at the end, in line with the service's name. */
  slots?: { end: { html: ReactNode; align: "inline" } };
};

/** GOV.UK service navigation: the service's name, its sections, and a slot beside them. */
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

function Navigation({ items }: { items: NavigationItemProps[] }) {
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
          <NavigationItem key={item.href} {...item} />
        ))}
      </ul>
    </nav>
  );
}
