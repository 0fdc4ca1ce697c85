/** A month or the part of it within a period. All are days, `YYYY-MM-DD`; `month` is the first of the month. */
export type MonthPart = { month: string; from: string; to: string };

/** Returns the months from one day to another, oldest first. The first and the last one can be parts. */
export function monthsBetween(from: string, to: string): MonthPart[] {
  const months: MonthPart[] = [];
  for (let month = `${from.slice(0, 7)}-01`; month <= to;) {
    const next = nextMonth(month);
    months.push({ month, from: later(month, from), to: earlier(lastDayBefore(next), to) });
    month = next;
  }
  return months;
}

const later = (one: string, other: string) => (one > other ? one : other);
const earlier = (one: string, other: string) => (one < other ? one : other);

function nextMonth(month: string): string {
  const date = new Date(`${month}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + 1);
  return dayOf(date);
}

function lastDayBefore(day: string): string {
  return dayOf(new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000));
}

const dayOf = (date: Date) => date.toISOString().slice(0, 10);
