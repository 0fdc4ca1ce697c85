import { Logo } from "./logo";
import { classNames, type Attributes } from "./options";

type HeaderProps = {
  homepageUrl?: string;
  productName?: string;
  containerClasses?: string;
  classes?: string;
  attributes?: Attributes;
};

/** GOV.UK header: the logo, linked to GOV.UK. */
export function Header(props: HeaderProps) {
  const { homepageUrl = "//gov.uk", productName, containerClasses = "govuk-width-container" } = props;
  return (
    <div className={classNames("govuk-header", props.classes)} {...props.attributes}>
      <div className={classNames("govuk-header__container", containerClasses)}>
        <div className="govuk-header__logo">
          <a href={homepageUrl} className="govuk-header__homepage-link">
            <Logo classes="govuk-header__logotype" ariaLabelText="GOV.UK" />
            {productName && (
              <>
                {" "}
                <span className="govuk-header__product-name">{productName}</span>
              </>
            )}
          </a>
        </div>
      </div>
    </div>
  );
}
