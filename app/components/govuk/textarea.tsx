import { classNames } from "./class-names";
import { type FieldProps, FormGroup } from "./form-group";

type TextareaProps = FieldProps & {
  rows?: number;
  value?: string;
  autocomplete?: string;
  spellcheck?: boolean;
};

/** GOV.UK textarea with label, hint and error message. */
export function Textarea({ rows = 5, value, autocomplete, spellcheck, ...props }: TextareaProps) {
  return (
    <FormGroup field={props}>
      {(field) => (
        <textarea
          className={classNames("govuk-textarea", props.errorMessage && "govuk-textarea--error")}
          {...field}
          rows={rows}
          spellCheck={spellcheck}
          autoComplete={autocomplete}
          defaultValue={value}
        />
      )}
    </FormGroup>
  );
}
