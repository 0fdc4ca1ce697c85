import type { ReactNode } from "react";
import { ErrorMessage } from "./error-message";
import { Hint } from "./hint";
import { Label } from "./label";
import { classNames } from "./options";

/** What every field with one label takes; `id` defaults to `name`. */
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
  /** Renders the field itself, with these attributes. */
  children: (field: Field) => ReactNode;
};

/** GOV.UK form group: a field below its label, hint and error message, which describe it. */
export function FormGroup({ field, children }: FormGroupProps) {
  const { name, id = name, label, hint, errorMessage, formGroup } = field;
  const hintId = hint && `${id}-hint`;
  const errorId = errorMessage && `${id}-error`;
  const describedBy = classNames(hintId, errorId) || undefined;
  const error = errorMessage && "govuk-form-group--error";
  return (
    <div className={classNames("govuk-form-group", error, formGroup?.classes)}>
      <Label {...label} for={id} />
      {hintId && <Hint {...hint} id={hintId} />}
      {errorId && <ErrorMessage {...errorMessage} id={errorId} />}
      {children({ id, name, "aria-describedby": describedBy })}
    </div>
  );
}
