import { classNames, contentOf, type Attributes, type Content } from "./options";

type TagProps = Content & { classes?: string; attributes?: Attributes };

/** GOV.UK tag; its colour through `classes`, such as `govuk-tag--green`. */
export function Tag({ classes, attributes, ...content }: TagProps) {
  return (
    <strong className={classNames("govuk-tag", classes)} {...attributes}>
      {contentOf(content)}
    </strong>
  );
}
