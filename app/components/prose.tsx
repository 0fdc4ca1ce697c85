import type { ReactNode } from "react";

/** `id` is for links to the heading. */
type HeadingProps = { id?: string; children: ReactNode };

/** The `h2` of a section of text. */
export function Heading({ id, children }: HeadingProps) {
  return (
    <h2 className="govuk-heading-m" id={id}>
      {children}
    </h2>
  );
}

/** The `h3` of a part of a section. */
export function Subheading({ id, children }: HeadingProps) {
  return (
    <h3 className="govuk-heading-s" id={id}>
      {children}
    </h3>
  );
}

export function Paragraph({ children }: { children: ReactNode }) {
  return <p className="govuk-body">{children}</p>;
}

/** A bulleted list. The text before it must end with a colon. */
export function Bullets({ items }: { items: ReactNode[] }) {
  return (
    <ul className="govuk-list govuk-list--bullet">
      {items.map((item, index) => (
        <li key={index}>{item}</li>
      ))}
    </ul>
  );
}

/** A link in GOV.UK's style. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className="govuk-link" href={href}>
      {children}
    </a>
  );
}

/** An email address as a `mailto:` link. */
export function EmailLink({ address }: { address: string }) {
  return <TextLink href={`mailto:${address}`}>{address}</TextLink>;
}

/** A placeholder. The team that runs the service must replace it before going live; the README lists all of them. */
export function FillIn({ children }: { children: ReactNode }) {
  return <mark>[{children}]</mark>;
}
