export function BackLink({ text, href }: { text: string; href: string }) {
  return (
    <a href={href} className="govuk-back-link">
      {text}
    </a>
  );
}
