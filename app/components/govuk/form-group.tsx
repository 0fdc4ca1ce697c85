import type { ReactNode } from "react";
import { ErrorMessage, type ErrorMessageProps } from "./error-message";
import { Hint, type HintProps } from "./hint";
import { Label, type LabelProps } from "./label";
import { classNames, type Attributes, type Skipped } from "./options";

/** What every field with one label takes; `id` defaults to `name`. */
export type FieldProps = {
  id?: string;
  name: string;
  disabled?: boolean;
  describedBy?: string;
  label: Omit<LabelProps, "for">;
  hint?: Omit<HintProps, "id"> | Skipped;
  errorMessage?: Omit<ErrorMessageProps, "id"> | Skipped;
  formGroup?: { classes?: string; attributes?: Attributes };
  classes?: string;
  attributes?: Attributes;
};

/** What of that stands on the field itself. */
type Field = {
  id: string;
  name: string;
  disabled: boolean | undefined;
  "aria-describedby": string | undefined;
};

/** GOV.UK form group: a field below its label, hint and error message, which describe it. */
export function FormGroup({ field, children }: { field: FieldProps; children: (field: Field) => ReactNode }) {
  const { name, id = name, label, hint, errorMessage } = field;
  const hintId = hint && `${id}-hint`;
  const errorId = errorMessage && `${id}-error`;
  const describedBy = classNames(field.describedBy, hintId, errorId) || undefined;
  return (
    <FormGroupFrame field={field}>
      <Label {...label} for={id} />
      {hintId && <Hint {...hint} id={hintId} />}
      {errorId && <ErrorMessage {...errorMessage} id={errorId} />}
      {children({ id, name, disabled: field.disabled, "aria-describedby": describedBy })}
    </FormGroupFrame>
  );
}

type FormGroupFrameProps = { field: Pick<FieldProps, "errorMessage" | "formGroup">; children: ReactNode };

/** The element around all that belongs to one field, or to one group of checkboxes. */
export function FormGroupFrame({ field: { errorMessage, formGroup }, children }: FormGroupFrameProps) {
  return (
    <div
      className={classNames(
        "govuk-form-group",
        errorMessage && "govuk-form-group--error",
        formGroup?.classes,
      )}
      {...formGroup?.attributes}
    >
      {children}
    </div>
  );
}
