import type { ReactNode } from "react";
import { classNames, contentOf, type Attributes, type Content } from "./options";

type InsetTextProps = Content & {
  id?: string;
  children?: ReactNode;
  classes?: string;
  attributes?: Attributes;
};

/** GOV.UK inset text. */
export function InsetText(props: InsetTextProps) {
  return (
    <div id={props.id} className={classNames("govuk-inset-text", props.classes)} {...props.attributes}>
      {props.children || contentOf(props)}
    </div>
  );
}
