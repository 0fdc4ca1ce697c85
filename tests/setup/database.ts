import { randomBytes } from "node:crypto";
import { beforeEach, inject, test as base } from "vitest";
import { type Database, openDatabase } from "../../db/database.ts";
import { onMaintenance, siblingUrl } from "./maintenance.ts";

/** A migrated, empty database of one test file's own. */
export type TestDatabase = { url: string; db: Database; drop(): Promise<void> };

let aTestFailed = false;

beforeEach(({ onTestFailed }) => {
  onTestFailed(() => {
    aTestFailed = true;
  });
});

/**
 * Clones the migrated template, in about 0.1 s. Usually in `beforeAll`, with `drop` in `afterAll`; or take `database`
 * from this file's `test`. With TEST_KEEP=1 the database of a file in which a test failed stays for inspection.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { maintenanceUrl, template } = inject("postgres");
  const name = `${template}_${randomBytes(4).toString("hex")}`;
  await onMaintenance(maintenanceUrl, `create database ${name} template ${template}`);
  const url = siblingUrl(maintenanceUrl, name);
  const db = openDatabase(url, ignoreIdleError);
  return {
    url,
    db,
    drop: async () => {
      await db.destroy();
      if (aTestFailed && process.env["TEST_KEEP"] === "1") return;
      await onMaintenance(maintenanceUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

/** vitest's `test` with a `database` for each test file that asks for it. */
export const test = base.extend("database", { scope: "file" }, async ({}, { onCleanup }) => {
  const database = await createTestDatabase();
  onCleanup(() => database.drop());
  return database;
});

/** Fault tests stop PostgreSQL on purpose; whoever queries next gets the error. */
function ignoreIdleError(): void {
  return;
}
