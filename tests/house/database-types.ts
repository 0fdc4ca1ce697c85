// `npm run types`: writes db/types.ts from a temporary, migrated database.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { migrate } from "../../db/migrate.ts";
import { startAttached } from "../setup/attached-process.ts";
import { onMaintenance, siblingUrl } from "../setup/postgres/maintenance.ts";

const root = join(import.meta.dirname, "../..");
const kyselyCodegen = join(root, "node_modules/kysely-codegen/dist/cli/bin.js");

/**
 * Runs kysely-codegen, with its options in package.json, on an embedded PostgreSQL with every migration
 * applied.
 *
 * @param options further options, such as `--verify`, which fails if db/types.ts differs and writes nothing
 */
export async function generateTypes(options: string[] = []): Promise<void> {
  const { answer, stop } = await startAttached<{ maintenanceUrl: string }>(
    join(root, "tests/setup/postgres/postgres-process.ts"),
  );
  try {
    await onMaintenance(answer.maintenanceUrl, "create database types");
    const url = siblingUrl(answer.maintenanceUrl, "types");
    await migrate(url);
    await promisify(execFile)(process.execPath, [kyselyCodegen, "--url", url, ...options], { cwd: root });
  } finally {
    await stop();
  }
}

if (import.meta.main) await generateTypes();
