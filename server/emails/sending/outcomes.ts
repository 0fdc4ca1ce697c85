import { sql } from "kysely";

/** The error of an email whose request to Notify got no response. */
export const noResponse = "Notify did not answer";

/** The error of an email that was given up because its workers stopped or failed each time. */
export const abandoned = "The console could not send it";

/** Response statuses with which a gateway before Notify answers. Notify may have got the request all the same. */
export const gatewayStatuses = [408, 502, 504];

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
