type ErrorSummaryProps = { titleText: string; errorList: { text: string; href: string }[] };

/** GOV.UK error summary; its script focuses it and makes its links reach the fields. */
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
