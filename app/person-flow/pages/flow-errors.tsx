import { detailFields, type DetailName } from "../../../server/people/details";
import type { FieldErrors } from "../../../server/procedures/field-errors";
import { ErrorSummary, listErrors } from "../../components/govuk/error-summary";
import { confirmationField } from "../../components/sign-in-problems/confirmation";

type FlowErrorsProps = {
  errors: FieldErrors | undefined;
  /** Returns the target of the summary's link for a field. */
  href: (field: DetailName) => string;
};

/**
 * The error summary of both pages, in the order of the form's fields, the confirmation last. Renders nothing if there are
 * no errors.
 */
export function FlowErrors({ errors, href }: FlowErrorsProps) {
  if (!errors) return null;
  const names = detailFields.map(({ name }) => name);
  const errorList = [...listErrors(errors, names, href), ...listErrors(errors, [confirmationField])];
  return <ErrorSummary titleText="There is a problem" errorList={errorList} />;
}
