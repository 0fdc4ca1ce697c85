import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Database } from "../../../db/database.ts";
import type { DB } from "../../../db/types.ts";
import { sessionCookie } from "../../../server/sign-in/sessions/session-cookie.ts";
import { startSession } from "../../../server/sign-in/sessions/sessions.ts";
import { requiredVariables } from "../../stand-ins/environment.ts";

/** A database with a signed-in support user. */
export type World = {
  databaseUrl: string;
  cookie: string;
  /** What paths call `:usual` and the like. */
  ids: Record<string, string>;
};

/** A page of a process, for the signed-in user. */
export type Address = { url: string; headers: Record<string, string> };

/** The value of `METRICS_TOKEN` where `/metrics` is measured. */
export const metricsToken = "the token of the metrics";

/** Replaces each name in a path, such as `:usual`, by its id. */
export function addressOf(url: string, { cookie, ids }: World, path: string): Address {
  const named = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`${path}: the database has no :${name}`);
    return id;
  });
  return { url: url + named, headers: { cookie, authorization: `Bearer ${metricsToken}` } };
}

/** Signs the first support user in, and returns the cookie. */
export async function signIn(db: Database): Promise<string> {
  const { id } = await db
    .selectFrom("support_users")
    .select("id")
    .orderBy("email")
    .limit(1)
    .executeTakeFirstOrThrow();
  const sessionId = await startSession(db, { idToken: "the ID token", supportUserId: id });
  const cookie = await sessionCookie(requiredVariables.PUBLIC_URL).serialize(sessionId);
  return cookie.split(";")[0] ?? "";
}

/** The variables of a deployed web process, behind an ingress that compresses. */
export function variablesFor({ databaseUrl }: World, port: number): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    ...requiredVariables,
    NODE_ENV: "production",
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    DATABASE_URL: databaseUrl,
    HTTP_COMPRESSION: "off",
    RATE_LIMIT_SAVES: "1000000",
  };
}

/** A connection pool without the product's time-outs. */
export function openForFilling(connectionString: string): Database {
  const pool = new pg.Pool({ connectionString });
  pool.on("error", () => undefined); // the server may stop before the pool's connections have closed
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}
