import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { migrate } from "../../../db/migrate.ts";
import { startAttached } from "../attached-process.ts";
import { onMaintenance, siblingUrl } from "./maintenance.ts";

type Server = { maintenanceUrl: string; stop: (kept: string[]) => Promise<void> };

/**
 * Before a project's tests: makes a migrated database to clone, on TEST_DATABASE_URL or on a PostgreSQL of
 * its own.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env["TEST_DATABASE_URL"];
  const { maintenanceUrl, stop } = external ? useServer(external) : await startServer();
  const template = `console_${randomBytes(4).toString("hex")}`;
  await onMaintenance(maintenanceUrl, `create database ${template}`);
  await migrate(siblingUrl(maintenanceUrl, template));
  project.provide("postgres", { maintenanceUrl, template });
  return async () => {
    const kept = await findKept(maintenanceUrl, template);
    await onMaintenance(maintenanceUrl, `drop database ${template} with (force)`);
    await stop(kept);
  };
}

function useServer(maintenanceUrl: string): Server {
  return {
    maintenanceUrl,
    stop: (kept) => {
      announce(kept, new URL(maintenanceUrl).host);
      return Promise.resolve();
    },
  };
}

async function startServer(): Promise<Server> {
  const script = join(import.meta.dirname, "postgres-process.ts");
  const { answer, stop } = await startAttached<{ maintenanceUrl: string; dataDir: string }>(script);
  return {
    maintenanceUrl: answer.maintenanceUrl,
    stop: async (kept) => {
      if (kept.length > 0) await writeFile(join(answer.dataDir, "kept"), kept.join("\n"));
      announce(kept, answer.dataDir);
      await stop();
    },
  };
}

/** Databases that were kept after a failed test because of TEST_KEEP=1. */
async function findKept(maintenanceUrl: string, template: string): Promise<string[]> {
  const rows = await onMaintenance<{ datname: string }>(
    maintenanceUrl,
    "select datname from pg_database where starts_with(datname, $1)",
    [`${template}_`],
  );
  return rows.map((row) => row.datname);
}

function announce(kept: string[], where: string): void {
  if (kept.length > 0) process.stderr.write(`Kept for inspection in ${where}: ${kept.join(", ")}\n`);
}
