import { createElement, type ReactNode } from "react";
import { classNames, type Attributes, type Content } from "./options";

type NotificationBannerProps = Content & {
  type?: "success";
  titleText?: string;
  titleHtml?: ReactNode;
  titleHeadingLevel?: 1 | 2 | 3 | 4 | 5 | 6;
  titleId?: string;
  role?: "alert" | "region";
  disableAutoFocus?: boolean;
  children?: ReactNode;
  classes?: string;
  attributes?: Attributes;
};

/** GOV.UK notification banner: 'Success' is an alert that takes the focus, 'Important' a landmark. */
export function NotificationBanner(props: NotificationBannerProps) {
  const { titleId = "govuk-notification-banner-title", titleHeadingLevel = 2, text } = props;
  const success = props.type === "success";
  const title = props.titleHtml || props.titleText || (success ? "Success" : "Important");
  const heading = { className: "govuk-notification-banner__title", id: titleId };
  return (
    <div
      className={classNames(
        "govuk-notification-banner",
        success && "govuk-notification-banner--success",
        props.classes,
      )}
      role={props.role ?? (success ? "alert" : "region")}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={props.disableAutoFocus}
      {...props.attributes}
    >
      <div className="govuk-notification-banner__header">
        {createElement(`h${titleHeadingLevel}`, heading, title)}
      </div>
      <div className="govuk-notification-banner__content">
        {props.children ||
          props.html ||
          (text && <p className="govuk-notification-banner__heading">{text}</p>)}
      </div>
    </div>
  );
}
