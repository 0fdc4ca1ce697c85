export const dateParts = ["day", "month", "year"] as const;

type Part = (typeof dateParts)[number];

/** What was typed into the fields of a date. */
export type TypedDate = Record<Part, string>;

/** What is wrong with a date, and which of its fields to highlight. */
export type DateError = { text: string; parts: readonly Part[] };

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const monthNames =
  /^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$/;

/**
 * Reads a date as GOV.UK's date input has it: a month can also be typed as a name (specification, section 8, Narrowing).
 *
 * @param label what the date is called in messages, such as 'From date'
 * @returns the date like '2026-01-14'; neither date nor error if nothing was typed
 */
export function readDate(label: string, typed: TypedDate): { date?: string; error?: DateError } {
  const missing = dateParts.filter((part) => typed[part] === "");
  if (missing.length === dateParts.length) return {};
  if (missing.length > 0) {
    const text = `${label} must include a ${missing.join(" and ")}`;
    return { error: { text, parts: missing } };
  }
  const { year } = typed;
  if (/^\d+$/.test(year) && year.length !== 4)
    return { error: { text: `${label} year must include 4 numbers`, parts: ["year"] } };
  const [day, month] = [toNumber(typed.day), monthOf(typed.month)];
  const wrong = dateParts.filter((part) => !isPossible[part]({ day, month, year }));
  const date = `${year}-${pad(month)}-${pad(day)}`;
  if (wrong.length === 0 && isReal(date)) return { date };
  return { error: { text: `${label} must be a real date`, parts: wrong.length === 1 ? wrong : dateParts } };
}

const isPossible: Record<Part, (date: { day: number; month: number; year: string }) => boolean> = {
  day: ({ day }) => day >= 1 && day <= 31,
  month: ({ month }) => month >= 1 && month <= 12,
  year: ({ year }) => /^\d{4}$/.test(year) && year !== "0000",
};

/** NaN if it is no number of one or two digits. */
function toNumber(typed: string): number {
  return /^\d{1,2}$/.test(typed) ? Number(typed) : NaN;
}

function monthOf(typed: string): number {
  const name = typed.toLowerCase();
  return monthNames.test(name) ? months.indexOf(name.slice(0, 3)) + 1 : toNumber(typed);
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}

/** Whether the month has that day. */
function isReal(date: string): boolean {
  const time = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(date);
}
