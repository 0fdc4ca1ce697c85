import { classNames, contentOf, type Attributes, type Content } from "./options";

export type ErrorMessageProps = Content & {
  id?: string;
  visuallyHiddenText?: string;
  classes?: string;
  attributes?: Attributes;
};

/** GOV.UK error message of one field. */
export function ErrorMessage(props: ErrorMessageProps) {
  const { id, visuallyHiddenText = "Error", classes, attributes } = props;
  return (
    <p id={id} className={classNames("govuk-error-message", classes)} {...attributes}>
      {visuallyHiddenText && (
        <>
          <span className="govuk-visually-hidden">{visuallyHiddenText}:</span>{" "}
        </>
      )}
      {contentOf(props)}
    </p>
  );
}
