import type { ReactNode } from "react";
import { ClosedTag } from "./organisations/organisation-name";
import { BackLink } from "./govuk/back-link";
import { NotificationBanner, type NotificationBannerProps } from "./govuk/notification-banner";

type PageProps = {
  heading: string;
  /** Shown above the heading, inside the same `h1`. */
  caption?: string;
  /** Which of the two names an organisation that has closed. */
  closed?: "heading" | "caption" | false;
  /** The URL of the 'Back' link. Top-level pages have no such link. */
  back?: string;
  banner?: NotificationBannerProps | null;
  /** The error summary, if the page's form has errors. */
  errors?: ReactNode;
  /** Pages with a form or mainly text use "two-thirds". */
  width?: "two-thirds" | "full";
  children?: ReactNode;
};

/** The part of a page between header and footer: back link, banner, error summary, `h1` with caption, content. */
export function Page({
  heading,
  caption,
  closed,
  back,
  banner,
  errors,
  width = "full",
  children,
}: PageProps) {
  return (
    <>
      {back && (
        // GOV.UK requires the link to be before `main`. `nav` is a landmark: all content must be inside a landmark.
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
              {caption && (
                <span className="govuk-caption-l">
                  {caption}
                  {closed === "caption" && <ClosedTag />}
                </span>
              )}
              {heading}
              {closed === "heading" && <ClosedTag />}
            </h1>
            {children}
          </div>
        </div>
      </main>
    </>
  );
}
