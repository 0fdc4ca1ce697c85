import type { FieldErrors } from "../../../server/procedures/field-errors";
import { ErrorSummary } from "../govuk/error-summary";
import { confirmationField } from "./confirmation";

/** The error summary of a page whose only field is the confirmation. Renders nothing if there is no error. */
export function ConfirmationError({ errors }: { errors: FieldErrors | undefined }) {
  const text = errors?.[confirmationField];
  if (text === undefined) return null;
  return (
    <ErrorSummary titleText="There is a problem" errorList={[{ text, href: `#${confirmationField}` }]} />
  );
}
