import type { Migration } from "kysely/migration";
import * as organisations from "./0001-organisations.ts";
import * as people from "./0002-people.ts";
import * as sessions from "./0003-sessions.ts";
import * as emails from "./0004-emails.ts";
import * as activity from "./0005-activity.ts";

/** Every migration, in order; Kysely applies those that a database lacks. */
export const migrations: Record<string, Migration> = {
  "0001-organisations": organisations,
  "0002-people": people,
  "0003-sessions": sessions,
  "0004-emails": emails,
  "0005-activity": activity,
};
