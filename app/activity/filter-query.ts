import type { Filter } from "../../server/activity/schema";
import type { DateError, TypedDate } from "./date-field";

/** The two dates of the filter. */
export type Dates<Value> = { from: Value; to: Value };

/** The filter of the activity log that a URL asks for, what was typed into the fields of dates, and what is wrong there. */
export type AskedActivity = {
  filter: Filter;
  typed: Dates<TypedDate>;
  errors?: Partial<Dates<DateError>> | undefined;
};

type Query = Record<string, string>;

/** What the two dates are called. */
export const dateNames = { from: "From date", to: "To date" } as const;

/** The parameters of the page's URL for each way to narrow the log. */
const parametersOf: Record<keyof Filter, string[]> = {
  kind: ["kind"],
  actorId: ["actorId"],
  userId: ["userId"],
  organisationId: ["organisationId"],
  from: ["from-day", "from-month", "from-year"],
  to: ["to-day", "to-month", "to-year"],
};

/** The query of the page's URL that narrows the log as a download was, from what the log stores about the download. */
export function readDownloaded(stored: string): Query {
  const fields = Array.from(new URLSearchParams(stored), ([name, value]): [string, string][] =>
    name === "from" || name === "to" ? dateFields(name, value) : [[name, value]],
  );
  return Object.fromEntries(fields.flat());
}

function dateFields(name: keyof typeof dateNames, date: string): [string, string][] {
  const [year = "", month, day] = date.split("-");
  return [
    [`${name}-day`, String(Number(day))],
    [`${name}-month`, String(Number(month))],
    [`${name}-year`, year],
  ];
}

/** The longest value of a parameter, an id. What is longer narrows nothing, and would make URLs that are too long. */
const longestValue = 36;

/** The parameters of a URL that narrow the log, without those that narrow it in one way. */
export function withoutFilter(search: string, name?: keyof Filter): Query {
  const left = Object.entries(parametersOf).flatMap(([way, parameters]) => (way === name ? [] : parameters));
  const kept = [...new URLSearchParams(search)].filter(
    ([parameter, value]) => left.includes(parameter) && value !== "",
  );
  return Object.fromEntries(kept.map(([parameter, value]) => [parameter, value.slice(0, longestValue)]));
}
