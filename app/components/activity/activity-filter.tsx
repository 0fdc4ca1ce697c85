import type { DateError, TypedDate } from "../../activity/date-field";
import { type AskedActivity, dateNames } from "../../activity/filter-query";
import { paths } from "../../paths";
import type { Choices } from "../../../server/activity/schema";
import { actorNames } from "./actor-names";
import { kindNames } from "./activity-words";
import { Button } from "../govuk/button";
import { DateInput } from "../govuk/date-input";
import { ErrorSummary } from "../govuk/error-summary";
import { Select } from "../govuk/select";

type ActivityFilterProps = { asked: AskedActivity; choices: Choices };

/** The form that narrows the activity log. It keeps the person and the organisation that a link has narrowed it to. */
export function ActivityFilter({ asked, choices }: ActivityFilterProps) {
  const { kind, actorId, userId, organisationId } = asked.filter;
  const kept = Object.entries({ userId, organisationId });
  const names = actorNames(choices, actorId);
  return (
    <form role="search" method="get" action={paths.activity()} noValidate>
      {kept.map(
        ([name, value]) =>
          value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-one-half">
          <Select
            name="kind"
            label={{ text: "Kind of activity", classes: "govuk-label--s" }}
            value={kind ?? ""}
            items={[{ value: "", text: "All" }, ...toItems(Object.entries(kindNames))]}
          />
        </div>
        <div className="govuk-grid-column-one-half">
          <Select
            name="actorId"
            label={{ text: "Who did it", classes: "govuk-label--s" }}
            value={actorId ?? ""}
            items={[{ value: "", text: "Anyone" }, ...toItems(names)]}
          />
        </div>
      </div>
      <div className="govuk-grid-row">
        {(["from", "to"] as const).map((name) => (
          <div key={name} className="govuk-grid-column-one-half">
            <DateField name={name} typed={asked.typed[name]} error={asked.errors?.[name]} />
          </div>
        ))}
      </div>
      <Button text="Filter" classes="govuk-button--secondary" />
    </form>
  );
}

function toItems(pairs: [value: string, text: string][]) {
  return pairs.map(([value, text]) => ({ value, text }));
}

type DateFieldProps = { name: "from" | "to"; typed: TypedDate; error: DateError | undefined };

function DateField({ name, typed, error }: DateFieldProps) {
  const isWrong = (part: keyof TypedDate) => ({ error: error?.parts.includes(part) ?? false });
  return (
    <DateInput
      id={name}
      namePrefix={name}
      fieldset={{ legend: { text: dateNames[name], classes: "govuk-fieldset__legend--s" } }}
      hint={{ text: "For example, 27 3 2026" }}
      errorMessage={error && { text: error.text }}
      values={Object.fromEntries(Object.entries(typed).map(([part, text]) => [`${name}-${part}`, text]))}
      day={isWrong("day")}
      month={isWrong("month")}
      year={isWrong("year")}
    />
  );
}

/** Links each error to the first field that it is about. Renders nothing without errors. */
export function DateErrors({ errors }: Pick<AskedActivity, "errors">) {
  const list = (["from", "to"] as const).flatMap((name) => {
    const error = errors?.[name];
    return error ? [{ text: error.text, href: `#${name}-${error.parts[0] ?? "day"}` }] : [];
  });
  return list.length > 0 && <ErrorSummary titleText="There is a problem" errorList={list} />;
}
