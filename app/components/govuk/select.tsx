import { type FieldProps, FormGroup } from "./form-group";

type SelectProps = FieldProps & {
  items: { value: string; text: string }[];
  /** The value of the selected item. */
  value: string;
};

export function Select({ items, value: chosen, ...props }: SelectProps) {
  return (
    <FormGroup field={props}>
      {(field) => (
        <select className="govuk-select" {...field} defaultValue={chosen}>
          {items.map(({ value, text }, index) => (
            <option key={index} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </FormGroup>
  );
}
