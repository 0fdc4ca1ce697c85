import { classNames } from "./class-names";

type CheckboxesProps = {
  name: string;
  items: { value: string; text: string; checked?: boolean }[];
  classes?: string;
};

/** GOV.UK checkboxes, without fieldset and legend. */
export function Checkboxes({ name, items, classes }: CheckboxesProps) {
  return (
    <div className="govuk-form-group">
      <div className={classNames("govuk-checkboxes", classes)} data-module="govuk-checkboxes">
        {items.map(({ value, text, checked }, index) => {
          const id = index === 0 ? name : `${name}-${index + 1}`;
          return (
            <div key={id} className="govuk-checkboxes__item">
              <input
                className="govuk-checkboxes__input"
                id={id}
                name={name}
                type="checkbox"
                value={value}
                defaultChecked={checked}
              />
              <label className="govuk-label govuk-checkboxes__label" htmlFor={id}>
                {text}
              </label>
            </div>
          );
        })}
      </div>
    </div>
  );
}
