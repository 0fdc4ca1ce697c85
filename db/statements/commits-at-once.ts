import { sql } from "kysely";

/**
 * A condition that is always true. The transaction of a statement that has it does not wait until disk and standbys have
 * its commit: for times of last use, which pages and calls store and which may be lost. Otherwise nobody could
 * read while replication stalls (specification, section 9, Connections to PostgreSQL).
 */
export const commitsAtOnce = sql<boolean>`(select set_config('synchronous_commit', 'off', true)) = 'off'`;
