import { classNames, contentOf, type Attributes, type Content } from "./options";

type BackLinkProps = Content & { href?: string; classes?: string; attributes?: Attributes };

/** GOV.UK back link. */
export function BackLink({ text = "Back", html, href = "#", classes, attributes }: BackLinkProps) {
  return (
    <a href={href} className={classNames("govuk-back-link", classes)} {...attributes}>
      {contentOf({ text, html })}
    </a>
  );
}
