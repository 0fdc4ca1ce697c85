const parts = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "numeric",
  minute: "2-digit",
  hourCycle: "h23",
});

/** Formats an ISO 8601 time in GOV.UK's style and UK time: '14 January 2026 at 10:32am', '… at midday'. */
export function formatDateTime(moment: string): string {
  return `${formatDay(moment)} at ${formatTime(moment)}`;
}

/** Formats the day of an ISO 8601 time, in UK time: '14 January 2026'. */
export function formatDay(moment: string): string {
  const { day, month, year } = partsOf(moment);
  return `${day ?? ""} ${month ?? ""} ${year ?? ""}`;
}

/** Formats the time of day of an ISO 8601 time, in UK time: '10:32am'. */
export function formatTime(moment: string): string {
  const { hour, minute } = partsOf(moment);
  return formatClock(Number(hour), minute ?? "");
}

function partsOf(moment: string): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]));
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
