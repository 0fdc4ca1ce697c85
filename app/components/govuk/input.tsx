import type { HTMLAttributes, HTMLInputTypeAttribute } from "react";
import { type FieldProps, FormGroup } from "./form-group";
import { classNames } from "./options";

type InputProps = FieldProps & {
  type?: HTMLInputTypeAttribute;
  inputmode?: HTMLAttributes<HTMLInputElement>["inputMode"];
  value?: string | number;
  autocomplete?: string;
  autocapitalize?: string;
  pattern?: string;
  spellcheck?: boolean;
};

/** GOV.UK text input with its label, hint and error message; `id` defaults to `name`. */
export function Input(props: InputProps) {
  return (
    <FormGroup field={props}>
      {(field) => (
        <input
          className={classNames("govuk-input", props.classes, props.errorMessage && "govuk-input--error")}
          {...field}
          type={props.type ?? "text"}
          spellCheck={props.spellcheck}
          defaultValue={props.value}
          autoComplete={props.autocomplete}
          autoCapitalize={props.autocapitalize}
          pattern={props.pattern}
          inputMode={props.inputmode}
          {...props.attributes}
        />
      )}
    </FormGroup>
  );
}
