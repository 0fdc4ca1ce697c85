import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { ErrorMessage } from "./error-message";

/** The props of every component for a field with one label. `id` defaults to `name`. */
export type FieldProps = {
  id?: string;
  name: string;
  label: { text: string; classes?: string };
  hint?: { text: string };
  errorMessage?: { text: string };
  formGroup?: { classes?: string };
};

type Field = { id: string; name: string; "aria-describedby": string | undefined };

type FormGroupProps = {
  field: FieldProps;
  /** Renders the field itself, and must give it the attributes in `field`. */
  children: (field: Field) => ReactNode;
};

/** GOV.UK form group: label, hint, error message and field. `aria-describedby` links the field to hint and error. */
export function FormGroup({ field, children }: FormGroupProps) {
  const { name, id = name, label, hint, errorMessage, formGroup } = field;
  const hintId = hint && `${id}-hint`;
  const errorId = errorMessage && `${id}-error`;
  const describedBy = classNames(hintId, errorId) || undefined;
  const error = errorMessage && "govuk-form-group--error";
  return (
    <div className={classNames("govuk-form-group", error, formGroup?.classes)}>
      <label className={classNames("govuk-label", label.classes)} htmlFor={id}>
        {label.text}
      </label>
      {hint && (
        <div id={hintId} className="govuk-hint">
          {hint.text}
        </div>
      )}
      {errorMessage && <ErrorMessage id={errorId} text={errorMessage.text} />}
      {children({ id, name, "aria-describedby": describedBy })}
    </div>
  );
}
