import { ErrorSummary } from "../components/govuk/error-summary";
import { fields } from "./flow";

type FlowErrorsProps = {
  errors: Partial<Record<string, string>> | undefined;
  /** Where the summary's link for a field leads. */
  href: (field: string) => string;
};

/** The error summary of either page, in form order; nothing without errors. */
export function FlowErrors({ errors, href }: FlowErrorsProps) {
  if (!errors) return null;
  return (
    <ErrorSummary
      titleText="There is a problem"
      errorList={fields.map(({ name }) => errors[name] && { text: errors[name], href: href(name) })}
    />
  );
}
