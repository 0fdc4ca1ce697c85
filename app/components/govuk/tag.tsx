import { classNames } from "./class-names";

/** GOV.UK tag; its colour through `classes`, such as `govuk-tag--green`. */
export function Tag({ text, classes }: { text: string; classes?: string }) {
  return <strong className={classNames("govuk-tag", classes)}>{text}</strong>;
}
