type ErrorSummaryProps = { titleText: string; errorList: { text: string; href: string }[] };

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
