import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Kysely, PostgresDialect } from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
import { expect, test as base } from "vitest";
import { migrations } from "../../db/migrate.ts";
import { startSignIn } from "../../local/sign-in/start-sign-in.ts";
import { onMaintenance } from "../setup/postgres/maintenance.ts";
import { startDistribution } from "../setup/postgres/distribution.ts";
import { authorities } from "../setup/postgres/tls-server.ts";
import { findFreePorts } from "../setup/free-port.ts";
import { temporaryFolder } from "../setup/temporary-folder.ts";
import { requiredVariables } from "../stand-ins/environment.ts";
import { startTestNotify } from "../stand-ins/notify.ts";

const root = join(import.meta.dirname, "../..");
const operating = readFileSync(join(root, "docs/operating.md"), "utf8");

/** The password that the drill gives to both roles. */
const password = "of-the-drill-4711";

/** vitest's `test` with the distribution's PostgreSQL, and functions that do what docs/operating.md says. */
const test = base
  .extend("server", { scope: "file" }, async ({}, { onCleanup }) => {
    const server = await startDistribution();
    onCleanup(server.stop);
    return server;
  })
  .extend("as", ({ server }) => (role: "console_owner" | "console_app", database: string) => {
    const search = new URLSearchParams({ sslmode: "verify-full", sslrootcert: authorities.right });
    return `postgres://${role}:${password}@localhost:${server.port}/${database}?${search.toString()}`;
  })
  .extend("operator", ({ server }, { onCleanup }) => {
    const folder = temporaryFolder();
    onCleanup(() => {
      folder[Symbol.dispose]();
    });
    return (script: string, variables: Record<string, string> = {}) =>
      shell(written(script, server.port, folder.path), { ...server.administrator, ...variables });
  });

/** The shell commands under a heading, in blocks. */
function blocksUnder(heading: string): string[] {
  const [, section = ""] = operating.split(`\n## ${heading}\n`);
  return [...(section.split(/\n## /)[0] ?? "").matchAll(/```sh\n([^]*?)```/g)].map(([, block = ""]) => block);
}

/** Fills in what the documentation leaves to the operator: passwords, the host, and where files are. */
function written(script: string, port: number, folder: string): string {
  return script
    .replaceAll(":…@db.example:5432", `:${password}@localhost:${port}`)
    .replaceAll("/etc/console/ca.pem", authorities.right)
    .replaceAll("console.dump", join(folder, "console.dump"));
}

/** Runs commands in a terminal-less shell, where `createuser` reads the password from its input. */
async function shell(script: string, variables: Record<string, string>) {
  const env = {
    PATH: process.env["PATH"],
    HOME: "/nonexistent",
    ...variables,
  } as unknown as NodeJS.ProcessEnv;
  const child = spawn("sh", ["-eu", "-c", script], { cwd: root, env, detached: true });
  child.stdin.end(`${password}\n`.repeat(4));
  const ended = once(child, "close") as Promise<[number | null]>;
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, output, errors };
}

/** What a database holds: its tables by their number of rows, and what else a restore has to bring back. */
async function describe(url: string): Promise<string[]> {
  const rows = await onMaintenance<{ line: string }>(
    url,
    `select format('%s.%s %s', table_schema, table_name, (xpath('/row/n/text()', query_to_xml(
       format('select count(*) as n from %I.%I', table_schema, table_name), true, true, '')))[1]::text) as line
     from information_schema.tables where table_schema in ('public', 'pgboss') and table_name !~ 'session|queue_stats'
     union all select indexdef from pg_indexes where schemaname = 'public'
     union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
     union all select extname from pg_extension
     union all select collname || colllocale::text from (select collname, coalesce(colliculocale, collcollate) as colllocale
       from pg_collation where collnamespace = 'public'::regnamespace) own`,
  );
  return rows.map(({ line }) => line.replaceAll(/[()]/g, "")).toSorted(); // a restored definition has fewer parentheses
}

/** Starts `npm run web` or `npm run worker`, and returns a function that sends npm SIGTERM and returns its exit code. */
async function npmRun(script: string, variables: NodeJS.ProcessEnv) {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, ...variables } as unknown as NodeJS.ProcessEnv;
  const child = spawn("npm", ["run", script], { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await expect.poll(() => said, { timeout: 30_000 }).toMatch(/Listening|Waiting/);
  return async () => {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    return (await ended) as unknown;
  };
}

const addTom =
  "npm run support-user -- add --first-name Tom --last-name Whitfield --email tom.whitfield@education.gov.uk";
const done = expect.objectContaining({ code: 0 }) as unknown;

test("what operating.md says sets the database up, runs the console, and restores it", async ({
  as,
  operator,
  onTestFinished,
}) => {
  const [roles = "", privileges = ""] = blocksUnder("Database");
  const [dump = "", restore = "", afterwards = ""] = blocksUnder("Backups and restore");
  // One by one: `createuser` takes all of its input.
  for (const line of roles.trim().split("\n")) expect(await operator(line)).toEqual(done);
  expect(await operator(privileges)).toEqual(done);

  const app = as("console_app", "console");
  const mail = await startTestNotify({}, {});
  const [port = 0] = await findFreePorts(1);
  const { DFE_SIGN_IN_CLIENT_ID: clientId, DFE_SIGN_IN_CLIENT_SECRET: clientSecret } = requiredVariables;
  const publicUrl = `http://localhost:${port}`;
  const signIn = await startSignIn({ port: 0, clientId, clientSecret, publicUrl, people: [] });
  onTestFinished(async () => {
    await Promise.all([mail.stop(), signIn.stop()]);
  });
  const variables = {
    ...requiredVariables,
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    DFE_SIGN_IN_ISSUER_URL: signIn.url,
    NOTIFY_BASE_URL: mail.environment.NOTIFY_BASE_URL,
    DATABASE_URL: app,
  } as unknown as NodeJS.ProcessEnv;
  const stops = [await npmRun("web", variables), await npmRun("worker", variables)];
  expect(await operator(addTom, { DATABASE_URL: app })).toEqual(done);
  await expect
    .poll(() => mail.inbox(), { timeout: 10_000 })
    .toMatchObject([{ to: "tom.whitfield@education.gov.uk" }]);
  expect(await (await fetch(`${publicUrl}/healthcheck/ready`)).json()).toEqual({
    database: "ok",
    pendingMigrations: 0,
  });
  expect(await Promise.all(stops.map((stop) => stop()))).toEqual([
    [0, null],
    [0, null],
  ]);

  expect(await operator(dump, { DATABASE_URL: as("console_owner", "console") })).toEqual(done);
  expect(await operator(restore)).toEqual(done);
  expect(await operator(afterwards)).toEqual(done);
  expect(await describe(as("console_owner", "restored"))).toEqual(
    await describe(as("console_owner", "console")),
  );
  const restored = as("console_app", "restored");
  expect((await operator(addTom, { DATABASE_URL: restored })).errors).toContain("already");
  await expect(onMaintenance(restored, "delete from activity")).rejects.toThrow("append-only");
  await expect(onMaintenance(restored, "truncate activity")).rejects.toThrow("permission denied");
});

test("a release is upgraded by `npm run migrate` as the owner, and says so until then", async ({
  as,
  operator,
}) => {
  const [, privileges = ""] = blocksUnder("Database");
  expect(
    await operator("createdb --owner=console_owner --encoding=UTF8 --template=template0 earlier"),
  ).toEqual(done);
  await migrateTo(as("console_owner", "earlier"), "0039-search-without-old-text");

  const [, psql = "", migrate = ""] = privileges.replaceAll("/console?", "/earlier?").split("\n");
  const owner = { DATABASE_URL: as("console_owner", "earlier") };
  expect(await operator(psql, owner)).toEqual(done);
  const app = { DATABASE_URL: as("console_app", "earlier") };
  expect(await operator(addTom, app)).toMatchObject({
    code: 1,
    errors: expect.stringContaining("run `npm run migrate` as the database's owner") as string,
  });
  expect(await operator(migrate, owner)).toEqual(done);
  expect(await operator(addTom, app)).toEqual(done);
});

/** Makes the tables of an earlier release. */
async function migrateTo(connectionString: string, name: string): Promise<void> {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString }) }),
  });
  const { error } = await new Migrator({ db, provider: migrations }).migrateTo(name);
  await db.destroy();
  expect(error).toBeUndefined();
}
