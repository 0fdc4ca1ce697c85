import { Logo } from "./logo";

/** GOV.UK header: only the logo, which links to `homepageUrl`. */
export function Header({ homepageUrl }: { homepageUrl: string }) {
  return (
    <div className="govuk-header">
      <div className="govuk-header__container govuk-width-container">
        <div className="govuk-header__logo">
          <a href={homepageUrl} className="govuk-header__homepage-link">
            <Logo classes="govuk-header__logotype" ariaLabelText="GOV.UK" />
          </a>
        </div>
      </div>
    </div>
  );
}
