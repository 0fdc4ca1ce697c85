/** GOV.UK error message of one field. */
export function ErrorMessage({ id, text }: { id: string; text: string }) {
  return (
    <p id={id} className="govuk-error-message">
      <span className="govuk-visually-hidden">Error:</span> {text}
    </p>
  );
}
