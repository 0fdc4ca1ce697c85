import { join } from "node:path";
import { type Database, openDatabase } from "../../../db/database.ts";
import { migrate } from "../../../db/migrate.ts";
import { sessionCookie } from "../../../server/sign-in/sessions/session-cookie.ts";
import { startSession } from "../../../server/sign-in/sessions/sessions.ts";
import { requiredVariables } from "../../stand-ins/environment.ts";
import { startAttached } from "../../setup/attached-process.ts";
import { onMaintenance, siblingUrl } from "../../setup/postgres/maintenance.ts";
import { addPeople, fillDatabase, schools, type Sizes } from "./fill-database.ts";

/** A database with a signed-in support user, and the addresses of the pages to measure. */
export type World = {
  databaseUrl: string;
  cookie: string;
  organisations: Record<keyof typeof schools, string>;
};

/** How many people a database holds. */
export type People = { few: number; many: number };

/**
 * Starts a PostgreSQL server as durable as the one of `npm start`, with two databases: few people and many
 * people. It stops at the end of the `using` scope, or with this process.
 */
export async function openWorlds(
  sizes: Sizes,
  people: People,
): Promise<AsyncDisposable & { few: World; many: World }> {
  await using started = new AsyncDisposableStack();
  const script = join(import.meta.dirname, "../../setup/postgres/postgres-process.ts");
  const { answer, stop } = await startAttached<{ maintenanceUrl: string }>(script, ["--durable"]);
  started.defer(stop);
  const few = await makeFew(answer.maintenanceUrl, sizes, people);
  const many = await makeMany(answer.maintenanceUrl, sizes, people);
  const stack = started.move();
  return { few, many, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

async function makeFew(maintenanceUrl: string, sizes: Sizes, { few }: People): Promise<World> {
  await onMaintenance(maintenanceUrl, "create database few");
  const databaseUrl = siblingUrl(maintenanceUrl, "few");
  await migrate(databaseUrl);
  return describe(databaseUrl, (db) => fillDatabase(db, sizes, few));
}

async function makeMany(maintenanceUrl: string, sizes: Sizes, { few, many }: People): Promise<World> {
  await onMaintenance(maintenanceUrl, "create database many template few");
  return describe(siblingUrl(maintenanceUrl, "many"), (db) => addPeople(db, sizes, few, many));
}

/** Fills a database, vacuums it, and signs a support user in. */
async function describe(databaseUrl: string, fill: (db: Database) => Promise<void>): Promise<World> {
  const db = openDatabase(databaseUrl, () => undefined);
  try {
    await fill(db);
    await onMaintenance(databaseUrl, "vacuum analyze");
    const { id } = await db
      .selectFrom("support_users")
      .select("id")
      .orderBy("email")
      .executeTakeFirstOrThrow();
    const sessionId = await startSession(db, { idToken: "the ID token", supportUserId: id });
    const cookie = await sessionCookie(requiredVariables.PUBLIC_URL).serialize(sessionId);
    return {
      databaseUrl,
      cookie: cookie.split(";")[0] ?? "",
      organisations: {
        large: await idOf(db, schools.large),
        small: await idOf(db, schools.small),
        usual: await idOf(db, schools.usual),
      },
    };
  } finally {
    await db.destroy();
  }
}

async function idOf(db: Database, school: number): Promise<string> {
  const { id } = await db
    .selectFrom("organisations")
    .select("id")
    .where("urn", "=", String(200_000 + school))
    .executeTakeFirstOrThrow();
  return id;
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
