import { classNames } from "./class-names";

/** GOV.UK tag. A class such as `govuk-tag--green` sets its colour. */
export function Tag({ text, classes }: { text: string; classes?: string }) {
  return <strong className={classNames("govuk-tag", classes)}>{text}</strong>;
}
