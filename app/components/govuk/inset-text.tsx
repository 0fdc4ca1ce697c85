export function InsetText({ text }: { text: string }) {
  return <div className="govuk-inset-text">{text}</div>;
}
