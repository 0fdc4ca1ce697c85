import { classNames } from "./options";

type LabelProps = { for: string; text: string; classes?: string };

/** GOV.UK label of one field. */
export function Label({ for: htmlFor, text, classes }: LabelProps) {
  return (
    <label className={classNames("govuk-label", classes)} htmlFor={htmlFor}>
      {text}
    </label>
  );
}
