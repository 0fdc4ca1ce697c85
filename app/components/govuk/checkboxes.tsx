import { ErrorMessage } from "./error-message";
import { Fieldset, type FieldsetProps } from "./fieldset";
import { FormGroupFrame, type FieldProps } from "./form-group";
import { Hint, type HintProps } from "./hint";
import { Label, type LabelProps } from "./label";
import { classNames, contentOf, type Attributes, type Content, type Skipped } from "./options";

type CheckboxItem = Content & {
  id?: string;
  name?: string;
  value?: string | number;
  checked?: boolean;
  disabled?: boolean;
  hint?: Omit<HintProps, "id">;
  label?: Pick<LabelProps, "classes" | "attributes">;
  behaviour?: "exclusive";
  divider?: string;
  attributes?: Attributes;
};

type CheckboxesProps = Omit<FieldProps, "id" | "label" | "disabled"> & {
  idPrefix?: string;
  items: (CheckboxItem | Skipped)[];
  values?: (string | number)[];
  fieldset?: Omit<FieldsetProps, "children">;
};

/** GOV.UK checkboxes, in a fieldset where there is a legend. */
export function Checkboxes(props: CheckboxesProps) {
  const { name, idPrefix = name, fieldset, hint, errorMessage } = props;
  const hintId = hint && `${idPrefix}-hint`;
  const errorId = errorMessage && `${idPrefix}-error`;
  const given = fieldset?.describedBy ?? props.describedBy;
  const describedBy = classNames(given, hintId, errorId) || undefined;
  const inner = (
    <>
      {hintId && <Hint {...hint} id={hintId} />}
      {errorId && <ErrorMessage {...errorMessage} id={errorId} />}
      <div
        className={classNames("govuk-checkboxes", props.classes)}
        data-module="govuk-checkboxes"
        {...props.attributes}
      >
        {props.items.map(
          (item, index) =>
            item && (
              <Checkbox
                key={index}
                item={item}
                id={item.id ?? (index === 0 ? idPrefix : `${idPrefix}-${index + 1}`)}
                group={props}
                describedBy={fieldset ? undefined : describedBy}
              />
            ),
        )}
      </div>
    </>
  );
  return (
    <FormGroupFrame field={props}>
      {fieldset ? (
        <Fieldset {...fieldset} describedBy={describedBy}>
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroupFrame>
  );
}

type CheckboxProps = {
  item: CheckboxItem;
  id: string;
  group: CheckboxesProps;
  describedBy: string | undefined;
};

function Checkbox({ item, id, group, describedBy }: CheckboxProps) {
  if (item.divider) return <div className="govuk-checkboxes__divider">{item.divider}</div>;
  const hintId = item.hint && contentOf(item.hint) ? `${id}-item-hint` : undefined;
  const isChosen = item.value !== undefined && group.values?.includes(item.value);
  return (
    <div className="govuk-checkboxes__item">
      <input
        className="govuk-checkboxes__input"
        id={id}
        name={item.name ?? group.name}
        type="checkbox"
        value={item.value}
        defaultChecked={item.checked ?? isChosen}
        disabled={item.disabled}
        data-behaviour={item.behaviour}
        aria-describedby={classNames(describedBy, hintId) || undefined}
        {...item.attributes}
      />
      <Label
        text={item.text}
        html={item.html}
        for={id}
        classes={classNames("govuk-checkboxes__label", item.label?.classes)}
        attributes={item.label?.attributes}
      />
      {hintId && (
        <Hint {...item.hint} id={hintId} classes={classNames("govuk-checkboxes__hint", item.hint?.classes)} />
      )}
    </div>
  );
}
