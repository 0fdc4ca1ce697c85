import { ErrorMessage, type ErrorMessageProps } from "./error-message";
import { Hint, type HintProps } from "./hint";
import { Label, type LabelProps } from "./label";
import { classNames, present, type Attributes, type Skipped } from "./options";

type SelectItem = {
  value?: string | number | boolean;
  text: string;
  selected?: boolean;
  disabled?: boolean;
  attributes?: Attributes;
};

type SelectProps = {
  id?: string;
  name: string;
  items?: (SelectItem | Skipped)[];
  /** The value of the item that is chosen, where none says `selected` of itself. */
  value?: string | number | boolean;
  disabled?: boolean;
  describedBy?: string;
  label: Omit<LabelProps, "for">;
  hint?: Omit<HintProps, "id"> | Skipped;
  errorMessage?: Omit<ErrorMessageProps, "id"> | Skipped;
  formGroup?: { classes?: string; attributes?: Attributes };
  classes?: string;
  attributes?: Attributes;
};

/** GOV.UK select with its label, hint and error message; `id` defaults to `name`. */
export function Select(props: SelectProps) {
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
      <select
        className={classNames("govuk-select", props.classes, errorMessage && "govuk-select--error")}
        id={id}
        name={name}
        disabled={props.disabled}
        aria-describedby={classNames(props.describedBy, hintId, errorId) || undefined}
        defaultValue={chosen(props)}
        {...props.attributes}
      >
        {present(props.items).map((item, index) => (
          <option key={index} value={valueOf(item.value)} disabled={item.disabled} {...item.attributes}>
            {item.text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** React takes the chosen value on the select, and writes `selected` on its option. */
function chosen({ items, value }: SelectProps): string | undefined {
  const all = present(items);
  const selected = all.find((item) => item.selected);
  if (selected) return String(selected.value ?? selected.text);
  if (value === undefined) return undefined;
  return all.find((item) => (item.value ?? item.text) === value && item.selected !== false) && String(value);
}

function valueOf(value: string | number | boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
