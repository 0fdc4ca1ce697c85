import type { ReactElement, ReactNode } from "react";
import { NavigationItem, type NavigationItemProps } from "./navigation-item";
import { classNames, present, type Attributes, type Skipped } from "./options";

type ServiceNavigationProps = {
  serviceName?: string;
  serviceUrl?: string;
  navigation?: (NavigationItemProps | Skipped)[];
  navigationLabel?: string;
  navigationId?: string;
  navigationClasses?: string;
  menuButtonText?: string;
  menuButtonLabel?: string;
  collapseNavigationOnMobile?: boolean;
  ariaLabel?: string;
  slots?: {
    start?: ReactNode;
    end?: ReactElement | { html: ReactNode; align?: "inline" };
    navigationStart?: ReactNode;
    navigationEnd?: ReactNode;
  };
  classes?: string;
  attributes?: Attributes;
};

/** GOV.UK service navigation; with a service name or a slot beside it a landmark of its own. */
export function ServiceNavigation(props: ServiceNavigationProps) {
  const { slots, ariaLabel = "Service information" } = props;
  const end = slots?.end && ("html" in slots.end ? slots.end : { html: slots.end, align: undefined });
  const isLandmark = Boolean(props.serviceName || slots?.start || end);
  const Element = isLandmark ? "section" : "div";
  const inlining = end?.align === "inline" && "govuk-service-navigation__inlining-container";
  return (
    <Element
      aria-label={isLandmark ? ariaLabel : undefined}
      className={classNames("govuk-service-navigation", props.classes)}
      data-module="govuk-service-navigation"
      {...props.attributes}
    >
      <div className={classNames("govuk-width-container", inlining)}>
        {slots?.start}
        <div className="govuk-service-navigation__container">
          {props.serviceName && <ServiceName name={props.serviceName} url={props.serviceUrl} />}
          <Navigation {...props} />
        </div>
        {end?.html}
      </div>
    </Element>
  );
}

function ServiceName({ name, url }: { name: string; url: string | undefined }) {
  return (
    <span className="govuk-service-navigation__service-name">
      {url ? (
        <a href={url} className="govuk-service-navigation__link">
          {name}
        </a>
      ) : (
        <span className="govuk-service-navigation__text">{name}</span>
      )}
    </span>
  );
}

function Navigation(props: ServiceNavigationProps) {
  const { navigationId = "navigation", menuButtonText = "Menu", menuButtonLabel, slots } = props;
  const items = present(props.navigation);
  if (items.length === 0 && !slots?.navigationStart && !slots?.navigationEnd) return null;
  return (
    <nav
      aria-label={props.navigationLabel ?? menuButtonText}
      className={classNames("govuk-service-navigation__wrapper", props.navigationClasses)}
    >
      {(props.collapseNavigationOnMobile ?? items.length > 1) && (
        <button
          type="button"
          className="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
          aria-controls={navigationId}
          aria-label={menuButtonLabel === menuButtonText ? undefined : menuButtonLabel}
          hidden
          aria-hidden="true"
        >
          {menuButtonText}
        </button>
      )}
      <ul className="govuk-service-navigation__list" id={navigationId}>
        {slots?.navigationStart}
        {items.map((item, index) => (
          <NavigationItem key={index} {...item} />
        ))}
        {slots?.navigationEnd}
      </ul>
    </nav>
  );
}
