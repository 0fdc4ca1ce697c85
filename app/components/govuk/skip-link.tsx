export function SkipLink({ text, href }: { text: string; href: string }) {
  return (
    <a href={href} className="govuk-skip-link" data-module="govuk-skip-link">
      {text}
    </a>
  );
}
