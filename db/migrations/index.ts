import type { Migration } from "kysely/migration";
import * as organisations from "./0001-organisations.ts";
import * as supportUsers from "./0002-support-users.ts";
import * as organisationUsers from "./0003-organisation-users.ts";
import * as sessions from "./0004-sessions.ts";
import * as emails from "./0005-emails.ts";
import * as activity from "./0006-activity.ts";
import * as organisationSearch from "./0007-organisation-search.ts";
import * as imports from "./0008-imports.ts";
import * as rateLimits from "./0009-rate-limits.ts";
import * as emailRetries from "./0010-email-retries.ts";
import * as apiTokens from "./0011-api-tokens.ts";
import * as peopleSearch from "./0012-people-search.ts";
import * as activityReading from "./0013-activity-reading.ts";
import * as membersInOrder from "./0014-members-in-order.ts";
import * as rowCounts from "./0015-row-counts.ts";

/** Every migration, in order; Kysely applies those that a database lacks. */
export const migrations: Record<string, Migration> = {
  "0001-organisations": organisations,
  "0002-support-users": supportUsers,
  "0003-organisation-users": organisationUsers,
  "0004-sessions": sessions,
  "0005-emails": emails,
  "0006-activity": activity,
  "0007-organisation-search": organisationSearch,
  "0008-imports": imports,
  "0009-rate-limits": rateLimits,
  "0010-email-retries": emailRetries,
  "0011-api-tokens": apiTokens,
  "0012-people-search": peopleSearch,
  "0013-activity-reading": activityReading,
  "0014-members-in-order": membersInOrder,
  "0015-row-counts": rowCounts,
};
