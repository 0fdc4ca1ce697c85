import type { ReactNode } from "react";
import { classNames, contentOf, present, type Attributes, type Content, type Skipped } from "./options";

type ErrorSummaryItem = Content & { href?: string; attributes?: Attributes };

type ErrorSummaryProps = {
  titleText?: string;
  titleHtml?: ReactNode;
  descriptionText?: string;
  descriptionHtml?: ReactNode;
  children?: ReactNode;
  errorList?: (ErrorSummaryItem | Skipped)[];
  disableAutoFocus?: boolean;
  classes?: string;
  attributes?: Attributes;
};

/** GOV.UK error summary; its script focuses it and makes its links reach the fields. */
export function ErrorSummary(props: ErrorSummaryProps) {
  const description = props.children || props.descriptionHtml || props.descriptionText;
  const errors = present(props.errorList);
  return (
    <div
      className={classNames("govuk-error-summary", props.classes)}
      data-disable-auto-focus={props.disableAutoFocus}
      {...props.attributes}
      data-module="govuk-error-summary"
    >
      <div role="alert">
        <h2 className="govuk-error-summary__title">{props.titleHtml || props.titleText}</h2>
        <div className="govuk-error-summary__body">
          {description && <p>{description}</p>}
          {errors.length > 0 && (
            <ul className="govuk-list govuk-error-summary__list">
              {errors.map((error, index) => (
                <li key={index}>
                  <ErrorLink {...error} />
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  );
}

function ErrorLink({ href, attributes, ...content }: ErrorSummaryItem) {
  if (!href) return contentOf(content);
  return (
    <a href={href} {...attributes}>
      {contentOf(content)}
    </a>
  );
}
