import type { HTMLAttributes, HTMLInputTypeAttribute } from "react";
import { ErrorMessage, type ErrorMessageProps } from "./error-message";
import { Hint, type HintProps } from "./hint";
import { Label, type LabelProps } from "./label";
import { classNames, type Attributes, type Skipped } from "./options";

type InputProps = {
  id?: string;
  name: string;
  type?: HTMLInputTypeAttribute;
  inputmode?: HTMLAttributes<HTMLInputElement>["inputMode"];
  value?: string | number;
  disabled?: boolean;
  describedBy?: string;
  autocomplete?: string;
  autocapitalize?: string;
  pattern?: string;
  spellcheck?: boolean;
  label: Omit<LabelProps, "for">;
  hint?: Omit<HintProps, "id"> | Skipped;
  errorMessage?: Omit<ErrorMessageProps, "id"> | Skipped;
  formGroup?: { classes?: string; attributes?: Attributes };
  classes?: string;
  attributes?: Attributes;
};

/** GOV.UK text input with its label, hint and error message; `id` defaults to `name`. */
export function Input(props: InputProps) {
  const { name, id = name, label, hint, errorMessage, formGroup } = props;
  const hintId = hint && `${id}-hint`;
  const errorId = errorMessage && `${id}-error`;
  return (
    <div
      className={classNames(
        "govuk-form-group",
        errorMessage && "govuk-form-group--error",
        formGroup?.classes,
      )}
      {...formGroup?.attributes}
    >
      <Label {...label} for={id} />
      {hintId && <Hint {...hint} id={hintId} />}
      {errorId && <ErrorMessage {...errorMessage} id={errorId} />}
      <input
        className={classNames("govuk-input", props.classes, errorMessage && "govuk-input--error")}
        id={id}
        name={name}
        type={props.type ?? "text"}
        spellCheck={props.spellcheck}
        defaultValue={props.value}
        disabled={props.disabled}
        aria-describedby={classNames(props.describedBy, hintId, errorId) || undefined}
        autoComplete={props.autocomplete}
        autoCapitalize={props.autocapitalize}
        pattern={props.pattern}
        inputMode={props.inputmode}
        {...props.attributes}
      />
    </div>
  );
}
