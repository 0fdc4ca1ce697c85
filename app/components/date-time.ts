const inUk = { timeZone: "Europe/London" } as const;
const days = new Intl.DateTimeFormat("en-GB", { ...inUk, day: "numeric", month: "long", year: "numeric" });
const times = new Intl.DateTimeFormat("en-GB", {
  ...inUk,
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** Formats an ISO 8601 time in GOV.UK's style and UK time: '14 January 2026 at 10:32am', '… at midday'. */
export function formatDateTime(moment: string): string {
  return `${formatDay(moment)} at ${formatTime(moment)}`;
}

/** Formats the day of an ISO 8601 time, in UK time: '14 January 2026'. */
export function formatDay(moment: string): string {
  return days.format(new Date(moment));
}

/** Formats a date like '2026-01-14' in GOV.UK's style: '14 January 2026'. */
export function formatDate(date: string): string {
  return formatDay(`${date}T12:00:00Z`);
}

/** Formats the time of day of an ISO 8601 time, in UK time: '10:32am'. */
export function formatTime(moment: string): string {
  const [hour, minute = ""] = times.format(new Date(moment)).split(":");
  return formatClock(Number(hour), minute);
}

function formatClock(hour: number, minute: string): string {
  if (minute === "00" && hour === 0) return "midnight";
  if (minute === "00" && hour === 12) return "midday";
  const minutes = minute === "00" ? "" : `:${minute}`;
  return `${hour % 12 || 12}${minutes}${hour < 12 ? "am" : "pm"}`;
}

/** Formats the time of a user's last sign-in; null if the user has never signed in (specification, section 2). */
export function formatLastSignIn(moment: string | null): string {
  return moment ? formatDateTime(moment) : "Not signed in yet";
}
