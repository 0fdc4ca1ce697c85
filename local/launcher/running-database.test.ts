import { statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../tests/setup/temporary-folder.ts";
import { offerDatabase, withRunningDatabase } from "./running-database.js";

const url = "postgres://postgres:secret@127.0.0.1:3003/support_console";
const command = "commands/support-user.ts";

it("points a command at the database of the running console, until it stops", () => {
  using folder = temporaryFolder();
  const env: NodeJS.ProcessEnv = { NODE_ENV: "development", DATA_DIR: folder.path };
  const withdraw = offerDatabase(folder.path, folder.path, url);
  expect(withRunningDatabase("/", command, env)).toEqual({ ...env, DATABASE_URL: url });
  expect(statSync(join(folder.path, "database-url")).mode & 0o777).toBe(0o600);
  withdraw();
  expect(withRunningDatabase("/", command, env)).toEqual(env);
});

it.each([
  ["a configured database", command, { DATABASE_URL: "postgres://elsewhere/console" }],
  ["a database in a file", command, { DATABASE_URL_FILE: "/run/secrets/database" }],
  ["production", command, { NODE_ENV: "production" as const }],
  ["any other file", "server/main.ts", {}],
])("changes nothing for %s", (_, file, variables) => {
  using folder = temporaryFolder();
  offerDatabase(folder.path, folder.path, url);
  const env: NodeJS.ProcessEnv = { NODE_ENV: "development", DATA_DIR: folder.path, ...variables };
  expect(withRunningDatabase("/", file, env)).toEqual(env);
});

it("points a command without DATA_DIR at the console that was started last", () => {
  using folder = temporaryFolder();
  const env: NodeJS.ProcessEnv = { NODE_ENV: "development" };
  const elsewhere = join(folder.path, "elsewhere");
  const found = () => withRunningDatabase(folder.path, command, env).DATABASE_URL;
  const withdrawUsual = offerDatabase(folder.path, join(folder.path, ".data"), "postgres://usual");
  expect(found()).toBe("postgres://usual");
  const withdraw = offerDatabase(folder.path, elsewhere, "postgres://elsewhere");
  utimesSync(join(folder.path, ".data/database-url"), 1, 1);
  expect(found()).toBe("postgres://elsewhere");
  expect(withRunningDatabase(folder.path, command, { ...env, DATA_DIR: elsewhere }).DATABASE_URL).toBe(
    "postgres://elsewhere",
  );
  withdraw();
  expect(found()).toBe("postgres://usual");
  withdrawUsual();
  expect(found()).toBeUndefined();
});
