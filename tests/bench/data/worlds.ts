import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Database } from "../../../db/database.ts";
import type { DB } from "../../../db/types.ts";
import { sessionCookie } from "../../../server/sign-in/sessions/session-cookie.ts";
import { hashOf, startSession } from "../../../server/sign-in/sessions/sessions.ts";
import { requiredVariables } from "../../stand-ins/environment.ts";

/** A database with a signed-in support user and, where these are measured, an organisation user and a script. */
export type World = {
  databaseUrl: string;
  cookie: string;
  memberCookie?: string;
  token?: string;
  /** What paths call `:usual` and the like. */
  ids: Record<string, string>;
};

/** A page of a process, for the signed-in user. */
export type Address = { url: string; headers: Record<string, string> };

/** The value of `METRICS_TOKEN` where `/metrics` is measured. */
export const metricsToken = "the token of the metrics";

/** Replaces each name in a path or in a text with ids, such as `:usual`, by its id. */
export function withIds({ ids }: World, text: string): string {
  return text.replaceAll(/:(\w+)/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`${text}: the database has no :${name}`);
    return id;
  });
}

/** The address of a path, as the user whose page it is. */
export function addressOf(url: string, world: World, path: string): Address {
  const { cookie, memberCookie = cookie, token = "" } = world;
  const headers = {
    cookie: path.startsWith("/organisations") ? memberCookie : cookie,
    authorization: `Bearer ${path.startsWith("/api/") ? token : metricsToken}`,
  };
  return { url: url + withIds(world, path), headers };
}

/** Signs the first support user in. */
export async function signIn(db: Database): Promise<Begun> {
  const { id } = await db
    .selectFrom("support_users")
    .select("id")
    .orderBy("email")
    .limit(1)
    .executeTakeFirstOrThrow();
  return beginSession(db, { supportUserId: id });
}

type Begun = { cookie: string; sessionIdHash: Buffer };

/** Signs a user in, and returns the cookie and the hash by which the database knows the session. */
export async function beginSession(
  db: Database,
  user: { supportUserId: string } | { organisationUserId: string },
): Promise<Begun> {
  const sessionId = await startSession(db, { idToken: "the ID token", ...user });
  const cookie = await sessionCookie(requiredVariables.PUBLIC_URL).serialize(sessionId);
  return { cookie: cookie.split(";")[0] ?? "", sessionIdHash: hashOf(sessionId) };
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
    RATE_LIMIT_CALLS: "1000000",
  };
}

/** A connection pool without the product's time-outs. */
export function openForFilling(connectionString: string): Database {
  const pool = new pg.Pool({ connectionString });
  pool.on("error", () => undefined); // the server may stop before the pool's connections have closed
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}
