/** GOV.UK hint of one field. */
export function Hint({ id, text }: { id: string; text: string }) {
  return (
    <div id={id} className="govuk-hint">
      {text}
    </div>
  );
}
