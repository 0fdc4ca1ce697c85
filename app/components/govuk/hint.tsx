import { classNames, contentOf, type Attributes, type Content } from "./options";

export type HintProps = Content & { id?: string; classes?: string; attributes?: Attributes };

/** GOV.UK hint of one field. */
export function Hint(props: HintProps) {
  return (
    <div id={props.id} className={classNames("govuk-hint", props.classes)} {...props.attributes}>
      {contentOf(props)}
    </div>
  );
}
