import { classNames } from "./class-names";
import { ErrorMessage } from "./error-message";
import { Fieldset } from "./fieldset";

type RadiosProps = {
  name: string;
  fieldset: { legend: { text: string; classes?: string } };
  items: { value: string; text: string }[];
  /** The value of the selected item. */
  value?: string;
  classes?: string;
  errorMessage?: { text: string };
};

/** GOV.UK radios in a fieldset. */
export function Radios({ name, fieldset, items, value: chosen, classes, errorMessage }: RadiosProps) {
  const errorId = errorMessage && `${name}-error`;
  return (
    <div className={classNames("govuk-form-group", errorMessage && "govuk-form-group--error")}>
      <Fieldset legend={fieldset.legend} describedBy={errorId}>
        {errorMessage && <ErrorMessage id={errorId} text={errorMessage.text} />}
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
