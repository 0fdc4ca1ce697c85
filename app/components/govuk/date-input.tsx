import { classNames } from "./class-names";
import { ErrorMessage } from "./error-message";
import { Fieldset } from "./fieldset";

const items = [
  { part: "day", label: "Day", width: "govuk-input--width-2" },
  { part: "month", label: "Month", width: "govuk-input--width-2" },
  { part: "year", label: "Year", width: "govuk-input--width-4" },
] as const;

type PartName = (typeof items)[number]["part"];

/** Each part says whether it is wrong. With an error message and no such part, the whole date is. */
type DateInputProps = Partial<Record<PartName, { error: boolean }>> & {
  id: string;
  /** What the names of the fields begin with: `from` for `from-day`. */
  namePrefix?: string;
  fieldset: { legend: { text: string; classes?: string } };
  hint: { text: string };
  errorMessage?: { text: string } | undefined;
  /** What is in the fields, by name. */
  values?: Record<string, string>;
};

/** GOV.UK date input: three fields for a day, a month and a year. */
export function DateInput({
  id,
  namePrefix,
  fieldset,
  hint,
  errorMessage,
  values,
  ...parts
}: DateInputProps) {
  const [hintId, errorId] = [`${id}-hint`, errorMessage && `${id}-error`];
  const isWhole = errorMessage !== undefined && items.every(({ part }) => !parts[part]?.error);
  return (
    <div className={classNames("govuk-form-group", errorMessage && "govuk-form-group--error")}>
      <Fieldset legend={fieldset.legend} role="group" describedBy={classNames(hintId, errorId)}>
        <div id={hintId} className="govuk-hint">
          {hint.text}
        </div>
        {errorMessage && <ErrorMessage id={errorId} text={errorMessage.text} />}
        <div className="govuk-date-input" id={id}>
          {items.map(({ part, label, width }) => {
            const name = namePrefix ? `${namePrefix}-${part}` : part;
            const isWrong = isWhole || parts[part]?.error;
            return (
              <div key={part} className="govuk-date-input__item">
                <div className="govuk-form-group">
                  <label className="govuk-label govuk-date-input__label" htmlFor={`${id}-${part}`}>
                    {label}
                  </label>
                  <input
                    className={classNames(
                      "govuk-input govuk-date-input__input",
                      isWrong && "govuk-input--error",
                      width,
                    )}
                    id={`${id}-${part}`}
                    name={name}
                    type="text"
                    inputMode="numeric"
                    defaultValue={values?.[name]}
                  />
                </div>
              </div>
            );
          })}
        </div>
      </Fieldset>
    </div>
  );
}
