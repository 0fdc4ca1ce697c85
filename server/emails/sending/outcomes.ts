import { sql } from "kysely";

/** The error of an email whose request to Notify got no response. */
export const noResponse = "Notify did not answer";

/** The error of an email that was given up because its workers stopped or failed each time. */
export const abandoned = "The console could not send it";

/** Response statuses with which a gateway before Notify answers. Notify may have got the request all the same. */
export const gatewayStatuses = [408, 502, 504];

/** Whether an attempt failed with this error because Notify did not look at the email at all: 401, 403 or 429. */
export function wasTurnedAway(error: string | null): boolean {
  return /^(401|403|429)/.test(error ?? "");
}

/**
 * What can hold emails up that does not pass by itself, or only the next day, as patterns of an email's error, for
 * JavaScript and PostgreSQL. It may have been a look-up that failed so. The first that matches holds.
 */
export const obstacles = {
  clock: "(^|email: )40[13] AuthError \\(clock",
  key: "(^|email: )40[13] AuthError",
  gateway: "(^|email: )40[13]",
  daily_limit: "(^|email: )429 TooManyRequestsError",
} as const;

const unknownErrors = `^(${[noResponse, abandoned, ...gatewayStatuses].join("|")})`;

/**
 * Whether it is unknown if Notify accepted an email at the last attempt. That is so while no outcome is recorded, for
 * example because the worker died, and for errors that leave it open. A cancelled email was looked up before.
 *
 * @param table the name that the query gives to the table `emails`
 */
export function isOutcomeUnknown(table: string) {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  return sql<boolean>`(
    ${column("attempted_at")} is not null and ${column("notify_id")} is null
    and ${column("status")} <> 'cancelled' and coalesce(${column("error")} ~ ${sql.lit(unknownErrors)}, true)
  )`;
}
