type ErrorMessageProps = { id: string | undefined; text: string };

/** GOV.UK error message. The field that it is about must name its id in `aria-describedby`. */
export function ErrorMessage({ id, text }: ErrorMessageProps) {
  return (
    <p id={id} className="govuk-error-message">
      <span className="govuk-visually-hidden">Error:</span> {text}
    </p>
  );
}
