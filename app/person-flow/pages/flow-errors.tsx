import { detailFields, type DetailName } from "../../../server/people/details";
import type { FieldErrors } from "../../../server/procedures/field-errors";
import { ErrorSummary } from "../../components/govuk/error-summary";

type FlowErrorsProps = {
  errors: FieldErrors | undefined;
  /** Returns the target of the summary's link for a field. */
  href: (field: DetailName) => string;
};

/** The error summary of both pages, in the order of the form's fields. Renders nothing if there are no errors. */
export function FlowErrors({ errors, href }: FlowErrorsProps) {
  if (!errors) return null;
  return (
    <ErrorSummary
      titleText="There is a problem"
      errorList={detailFields.flatMap(({ name }) =>
        errors[name] ? [{ text: errors[name], href: href(name) }] : [],
      )}
    />
  );
}
