import type { ReactNode } from "react";

/** The heading of a section of a text page. */
export function Heading({ children }: { children: ReactNode }) {
  return <h2 className="govuk-heading-m">{children}</h2>;
}

/** The heading of a part of a section. */
export function Subheading({ children }: { children: ReactNode }) {
  return <h3 className="govuk-heading-s">{children}</h3>;
}

/** A paragraph of body text. */
export function Paragraph({ children }: { children: ReactNode }) {
  return <p className="govuk-body">{children}</p>;
}

/** A bulleted list. The line before it ends with a colon. */
export function Bullets({ items }: { items: ReactNode[] }) {
  return (
    <ul className="govuk-list govuk-list--bullet">
      {items.map((item, index) => (
        <li key={index}>{item}</li>
      ))}
    </ul>
  );
}

/** A link that looks like one in text. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className="govuk-link" href={href}>
      {children}
    </a>
  );
}

/** A link that starts an email. */
export function EmailLink({ address }: { address: string }) {
  return <TextLink href={`mailto:${address}`}>{address}</TextLink>;
}

/** A gap that the team which runs the service fills in before going live. The README lists them all. */
export function FillIn({ children }: { children: ReactNode }) {
  return <mark>[{children}]</mark>;
}
