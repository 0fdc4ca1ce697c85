import { classNames, contentOf, type Attributes, type Content } from "./options";

type SkipLinkProps = Content & { href?: string; classes?: string; attributes?: Attributes };

/** GOV.UK skip link; on our pages its `href` is `#main-content`. */
export function SkipLink({ href = "#content", classes, attributes, ...content }: SkipLinkProps) {
  return (
    <a
      href={href}
      className={classNames("govuk-skip-link", classes)}
      {...attributes}
      data-module="govuk-skip-link"
    >
      {contentOf(content)}
    </a>
  );
}
