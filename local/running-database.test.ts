import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withRunningDatabase } from "./launcher/running-database.js";
import { offerDatabase } from "./running-database.ts";

const url = "postgres://postgres:secret@127.0.0.1:3003/support_console";
const command = "commands/support-user.ts";
const empty: NodeJS.ProcessEnv = { NODE_ENV: "development" };
let root = "";

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "running-database-"));
  mkdirSync(join(root, ".data"));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

test("a command finds the database of the running console, until it stops", () => {
  const takeBack = offerDatabase(join(root, ".data"), url);
  expect(withRunningDatabase(root, command, empty)).toMatchObject({ DATABASE_URL: url });
  expect(statSync(join(root, ".data/database-url")).mode & 0o777).toBe(0o600);
  takeBack();
  expect(withRunningDatabase(root, command, empty)).toEqual(empty);
});

test.each([
  ["what is configured", command, { ...empty, DATABASE_URL: "postgres://elsewhere/console" }],
  ["production", command, { NODE_ENV: "production" as const }],
  ["what is no command", "server/main.ts", empty],
])("%s is left alone", (_, file, env) => {
  const takeBack = offerDatabase(join(root, ".data"), url);
  expect(withRunningDatabase(root, file, env)).toEqual(env);
  takeBack();
});
