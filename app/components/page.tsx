import type { ReactNode } from "react";
import { BackLink } from "./govuk/back-link";
import { NotificationBanner, type NotificationBannerProps } from "./govuk/notification-banner";

type PageProps = {
  heading: string;
  /** Shown above the heading, as part of it. */
  caption?: string;
  /** Where 'Back' leads. Top-level pages have no 'Back'. */
  back?: string;
  banner?: NotificationBannerProps | null;
  /** An error summary. */
  errors?: ReactNode;
  /** Forms and texts are two thirds wide. */
  width?: "two-thirds" | "full";
  children?: ReactNode;
};

/** The main part of every page: back link, banner, the one `h1` with its caption, content. */
export function Page({ heading, caption, back, banner, errors, width = "full", children }: PageProps) {
  return (
    <>
      {back && (
        // Before `main`, as GOV.UK asks, but in a landmark, because all content must be in one.
        <nav aria-label="Back">
          <BackLink text="Back" href={back} />
        </nav>
      )}
      <main className="govuk-main-wrapper" id="main-content">
        <div className="govuk-grid-row">
          <div className={`govuk-grid-column-${width}`}>
            {banner && <NotificationBanner {...banner} />}
            {errors}
            <h1 className="govuk-heading-l">
              {caption && <span className="govuk-caption-l">{caption}</span>}
              {heading}
            </h1>
            {children}
          </div>
        </div>
      </main>
    </>
  );
}
