// PostgreSQL for tests, in a temporary folder that is removed after the run or, with `--keep FOLDER`, in a folder that
// stays. Not durable, unless started with `--durable`.
import { existsSync, rmSync } from "node:fs";
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startPostgres } from "../../../local/postgres/start-postgres.ts";
import { serveParent } from "../attached-process.ts";
import { findFreePorts } from "../free-port.ts";

const { durable, keep } = parseArgs({
  options: { durable: { type: "boolean" }, keep: { type: "string" } },
}).values;

await serveParent(async () => {
  const dataDir = keep ?? (await makeTemporary());
  await chmod(dataDir, 0o711); // PostgreSQL's user has to pass through
  const [port = 0] = await findFreePorts(1);
  const postgres = await startPostgres({ dataDir, port, report: () => undefined, durable: durable === true });
  return { answer: { maintenanceUrl: postgres.url("postgres"), dataDir }, stop: () => postgres.stop() };
});

async function makeTemporary(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), "console-tests-"));
  process.once("exit", () => {
    if (!existsSync(join(dataDir, "kept"))) rmSync(dataDir, { recursive: true, force: true });
  });
  return dataDir;
}
