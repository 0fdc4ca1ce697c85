import type { HTMLInputTypeAttribute } from "react";
import { type FieldProps, FormGroup } from "./form-group";
import { classNames } from "./class-names";

type InputProps = FieldProps & {
  type?: HTMLInputTypeAttribute;
  value?: string;
  autocomplete?: string;
  spellcheck?: boolean;
};

/** GOV.UK text input with label, hint and error message. */
export function Input({ type = "text", value, autocomplete, spellcheck, ...props }: InputProps) {
  return (
    <FormGroup field={props}>
      {(field) => (
        <input
          className={classNames("govuk-input", props.errorMessage && "govuk-input--error")}
          {...field}
          type={type}
          spellCheck={spellcheck}
          defaultValue={value}
          autoComplete={autocomplete}
        />
      )}
    </FormGroup>
  );
}
