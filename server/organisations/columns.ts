import { sql } from "kysely";
import { type NamedOrganisation, stored } from "./schema.ts";

/** The columns of an organisation in answers: arguments for Kysely's `select`. */
export const organisationColumns = [
  ...stored.keyof().options,
  "is_closed as isClosed",
  sql<string | null>`to_char(closed_on, 'YYYY-MM-DD')`.as("closedOn"),
] as const;

/** The columns of a `NamedOrganisation`: arguments for Kysely's `select`. */
export const namedColumns = [
  "organisations.id",
  "organisations.name",
  "organisations.is_closed as isClosed",
] as const;

/** SQL for the organisation that a query has joined, as JSON; null for a row without one. */
export const namedOrganisation = sql<NamedOrganisation | null>`case when organisations.id is not null then
  json_build_object('id', organisations.id, 'name', organisations.name, 'isClosed', organisations.is_closed)
end`;
