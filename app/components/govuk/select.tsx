import { type FieldProps, FormGroup } from "./form-group";
import { classNames, present, type Attributes, type Skipped } from "./options";

type SelectItem = {
  value?: string | number | boolean;
  text: string;
  selected?: boolean;
  disabled?: boolean;
  attributes?: Attributes;
};

type SelectProps = FieldProps & {
  items?: (SelectItem | Skipped)[];
  /** The value of the item that is chosen, where none says `selected` of itself. */
  value?: string | number | boolean;
};

/** GOV.UK select with its label, hint and error message; `id` defaults to `name`. */
export function Select(props: SelectProps) {
  return (
    <FormGroup field={props}>
      {(field) => (
        <select
          className={classNames("govuk-select", props.classes, props.errorMessage && "govuk-select--error")}
          {...field}
          defaultValue={chosen(props)}
          {...props.attributes}
        >
          {present(props.items).map((item, index) => (
            <option key={index} value={valueOf(item.value)} disabled={item.disabled} {...item.attributes}>
              {item.text}
            </option>
          ))}
        </select>
      )}
    </FormGroup>
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
