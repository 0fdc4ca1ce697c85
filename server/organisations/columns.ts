import { sql } from "kysely";
import { stored } from "./schema.ts";

/** The columns of an organisation in answers: arguments for Kysely's `select`. */
export const organisationColumns = [
  ...stored.keyof().options,
  "is_closed as isClosed",
  sql<string | null>`to_char(closed_on, 'YYYY-MM-DD')`.as("closedOn"),
] as const;
