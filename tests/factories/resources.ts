import { sql } from "kysely";
import { pino } from "pino";
import type { Database } from "../../db/database.ts";
import { openQueue } from "../../server/emails/queue.ts";
import type { Actor } from "../../server/actor.ts";
import type { DraftClaim } from "../../server/drafts/drafts.ts";
import { type Caller, createCaller } from "../../server/router.ts";
import { createMetrics } from "../../server/http/metrics/metrics.ts";
import type { Resources } from "../../server/resources.ts";
import { DfeSignIn } from "../../server/sign-in/dfe/dfe-sign-in.ts";
import { test as withDatabase } from "../setup/database.ts";
import { createEnvironment } from "./environment.ts";

/** vitest's `test` with the console's `resources` on a database of the file's own, which every test finds empty. */
export const test = withDatabase
  .extend("resources", { scope: "file" }, async ({ database: { db, url } }, { onCleanup }) => {
    const queue = await openQueue(db, throwError);
    onCleanup(() => queue.stop({ graceful: false }));
    const environment = createEnvironment({ DATABASE_URL: url });
    const log = pino({ level: "silent" });
    const dfeSignIn = new DfeSignIn(environment);
    return { environment, log, db, queue, dfeSignIn, metrics: createMetrics() } satisfies Resources;
  })
  .extend("db", ({ resources }) => resources.db)
  .extend("emptied", { auto: true }, ({ resources }) => emptyDatabase(resources.db));

/** The procedures as somebody calls them, and with the draft that a page saves. */
export function callAs(resources: Resources, actor: Actor | null, draft?: DraftClaim): Caller {
  const { db, queue, environment } = resources;
  return createCaller({ db, queue, actor, settings: environment, draft });
}

/** The resources, configured in another way. */
export function withVariables(resources: Resources, variables: Record<string, string>): Resources {
  const { DATABASE_URL } = resources.environment;
  const environment = createEnvironment({ DATABASE_URL, ...variables });
  return { ...resources, environment, dfeSignIn: new DfeSignIn(environment) };
}

async function emptyDatabase(db: Database): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ name: string }>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname = 'public' and not starts_with(tablename, 'kysely_')
    `.execute(trx);
    await sql`set local session_replication_role = replica`.execute(trx); // past foreign keys and the activity log's trigger
    const tables = [...rows.map(({ name }) => name), "pgboss.job"];
    await sql.raw(tables.map((table) => `delete from ${table}`).join(";")).execute(trx); // quicker than truncate
  });
}

function throwError(error: Error): never {
  throw error;
}
