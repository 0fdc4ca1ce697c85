import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { ErrorMessage } from "./error-message";

type CheckboxesProps = {
  name: string;
  /** The id of the first checkbox, with which the others' ids begin; by default, `name`. */
  idPrefix?: string;
  errorMessage?: { text: string };
  items: { value: string; text: ReactNode; checked?: boolean }[];
  classes?: string;
  formGroup?: { classes?: string };
};

/** GOV.UK checkboxes, without fieldset and legend. Without them, an error message describes each checkbox. */
export function Checkboxes(props: CheckboxesProps) {
  const { name, idPrefix = name, items, classes, errorMessage, formGroup } = props;
  const errorId = errorMessage && `${idPrefix}-error`;
  const error = errorMessage && "govuk-form-group--error";
  return (
    <div className={classNames("govuk-form-group", error, formGroup?.classes)}>
      {errorMessage && <ErrorMessage id={errorId} text={errorMessage.text} />}
      <div className={classNames("govuk-checkboxes", classes)} data-module="govuk-checkboxes">
        {items.map(({ value, text, checked }, index) => {
          const id = index === 0 ? idPrefix : `${idPrefix}-${index + 1}`;
          return (
            <div key={id} className="govuk-checkboxes__item">
              <input
                className="govuk-checkboxes__input"
                id={id}
                name={name}
                type="checkbox"
                value={value}
                defaultChecked={checked}
                aria-describedby={errorId}
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
