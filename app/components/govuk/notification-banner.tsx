import { classNames } from "./class-names";

export type NotificationBannerProps = { type?: "success" | "important"; text: string };

const titleId = "govuk-notification-banner-title";

/** GOV.UK notification banner. 'Success' is an alert, which takes the focus; 'Important' is a landmark. */
export function NotificationBanner({ type, text }: NotificationBannerProps) {
  const success = type === "success";
  return (
    <div
      className={classNames("govuk-notification-banner", success && "govuk-notification-banner--success")}
      role={success ? "alert" : "region"}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
    >
      <div className="govuk-notification-banner__header">
        <h2 className="govuk-notification-banner__title" id={titleId}>
          {success ? "Success" : "Important"}
        </h2>
      </div>
      <div className="govuk-notification-banner__content">
        <p className="govuk-notification-banner__heading">{text}</p>
      </div>
    </div>
  );
}
