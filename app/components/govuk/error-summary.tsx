type ErrorLink = { text: string; href: string };

type ErrorSummaryProps = { titleText: string; errorList: ErrorLink[] };

/** The list of the summary from a form's errors: in the order of its fields, each with a link to its field. */
export function listErrors<Field extends string>(
  errors: Record<string, string | undefined>,
  fields: readonly Field[],
  href: (field: Field) => string = (field) => `#${field}`,
): ErrorLink[] {
  return fields.flatMap((field) => (errors[field] ? [{ text: errors[field], href: href(field) }] : []));
}

/** GOV.UK error summary. GOV.UK's script moves the focus to it and, when a link is followed, to the field. */
export function ErrorSummary({ titleText, errorList }: ErrorSummaryProps) {
  return (
    <div className="govuk-error-summary" data-module="govuk-error-summary">
      <div role="alert">
        <h2 className="govuk-error-summary__title">{titleText}</h2>
        <div className="govuk-error-summary__body">
          <ul className="govuk-list govuk-error-summary__list">
            {errorList.map(({ text, href }, index) => (
              <li key={index}>
                <a href={href}>{text}</a>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}
