import { classNames, contentOf, type Attributes, type Content } from "./options";

type WarningTextProps = Content & { iconFallbackText?: string; classes?: string; attributes?: Attributes };

/** GOV.UK warning text; read out after `iconFallbackText`. */
export function WarningText({
  iconFallbackText = "Warning",
  classes,
  attributes,
  ...content
}: WarningTextProps) {
  return (
    <div className={classNames("govuk-warning-text", classes)} {...attributes}>
      <span className="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>{" "}
      <strong className="govuk-warning-text__text">
        <span className="govuk-visually-hidden">{iconFallbackText}</span> {contentOf(content)}
      </strong>
    </div>
  );
}
