import { classNames } from "./class-names";
import { Fieldset } from "./fieldset";

type RadiosProps = {
  name: string;
  fieldset: { legend: { text: string; classes?: string } };
  items: { value: string; text: string }[];
  /** The value of the selected item. */
  value?: string;
  classes?: string;
};

/** GOV.UK radios in a fieldset. */
export function Radios({ name, fieldset, items, value: chosen, classes }: RadiosProps) {
  return (
    <div className="govuk-form-group">
      <Fieldset legend={fieldset.legend}>
        <div className={classNames("govuk-radios", classes)} data-module="govuk-radios">
          {items.map(({ value, text }, index) => {
            const id = index === 0 ? name : `${name}-${index + 1}`;
            return (
              <div key={id} className="govuk-radios__item">
                <input
                  className="govuk-radios__input"
                  id={id}
                  name={name}
                  type="radio"
                  value={value}
                  defaultChecked={value === chosen}
                />
                <label className="govuk-label govuk-radios__label" htmlFor={id}>
                  {text}
                </label>
              </div>
            );
          })}
        </div>
      </Fieldset>
    </div>
  );
}
