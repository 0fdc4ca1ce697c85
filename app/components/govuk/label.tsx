import { classNames, contentOf, type Attributes, type Content } from "./options";

export type LabelProps = Content & {
  for?: string;
  isPageHeading?: boolean;
  classes?: string;
  attributes?: Attributes;
};

/** GOV.UK label of one field; nothing without content. */
export function Label(props: LabelProps) {
  const content = contentOf(props);
  if (!content) return null;
  const label = (
    <label className={classNames("govuk-label", props.classes)} {...props.attributes} htmlFor={props.for}>
      {content}
    </label>
  );
  return props.isPageHeading ? <h1 className="govuk-label-wrapper">{label}</h1> : label;
}
