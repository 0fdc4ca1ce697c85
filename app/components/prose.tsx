import type { ReactNode } from "react";

/** A heading within a text page. */
export function Heading({ children }: { children: ReactNode }) {
  return <h2 className="govuk-heading-m">{children}</h2>;
}

/** A heading within a section of a text page. */
export function Subheading({ children }: { children: ReactNode }) {
  return <h3 className="govuk-heading-s">{children}</h3>;
}

/** A paragraph of body text. */
export function Paragraph({ children }: { children: ReactNode }) {
  return <p className="govuk-body">{children}</p>;
}

/** A bulleted list; the line before it ends in a colon. */
export function Bullets({ items }: { items: ReactNode[] }) {
  return (
    <ul className="govuk-list govuk-list--bullet">
      {items.map((item, index) => (
        <li key={index}>{item}</li>
      ))}
    </ul>
  );
}

/** A link in running text. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className="govuk-link" href={href}>
      {children}
    </a>
  );
}

/** An address to write to. */
export function EmailLink({ address }: { address: string }) {
  return <TextLink href={`mailto:${address}`}>{address}</TextLink>;
}

/** The name of what only the team that runs the service knows; the README lists them all. */
export function FillIn({ children }: { children: ReactNode }) {
  return <mark>[{children}]</mark>;
}
