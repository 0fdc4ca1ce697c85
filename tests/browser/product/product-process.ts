// Starts what `npm start` starts, on free ports and with a temporary data folder, for the browser tests.
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDemonstration } from "../../../db/demonstration/demonstration.ts";
import { migrate } from "../../../db/migrate.ts";
import { startLocal } from "../../../local/start.ts";
import { serveParent } from "../../setup/attached-process.ts";
import { findFreePorts } from "../../setup/free-port.ts";
import { onMaintenance, siblingUrl } from "../../setup/postgres/maintenance.ts";
import { keepDatabaseUrl, startProductLog } from "./product-log.ts";

await serveParent(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "console-browser-"));
  process.once("exit", () => {
    rmSync(dataDir, { recursive: true, force: true });
  });
  await chmod(dataDir, 0o711); // PostgreSQL's user has to pass through
  const output: string[] = [];
  const external = await makeExternalDatabase();
  const variables = { ...(await chooseVariables(dataDir)), ...(external && { DATABASE_URL: external.url }) };
  try {
    const tap = startProductLog();
    const local = await startLocal({ variables, report: (line) => output.push(line), tap });
    keepDatabaseUrl(local.urls.database);
    const stop = async () => {
      await local.stop();
      await external?.drop();
    };
    return { answer: local.urls, stop };
  } catch (error) {
    process.stderr.write(`${output.join("\n")}\n`);
    throw error;
  }
});

/** Makes a database with the demonstration data on the server in TEST_DATABASE_URL, if that is set. */
async function makeExternalDatabase() {
  const maintenanceUrl = process.env["TEST_DATABASE_URL"];
  if (!maintenanceUrl) return undefined;
  const name = `console_browser_${randomBytes(4).toString("hex")}`;
  await onMaintenance(maintenanceUrl, `create database ${name}`);
  const url = siblingUrl(maintenanceUrl, name);
  await migrate(url);
  await loadDemonstration(url);
  return { url, drop: () => onMaintenance(maintenanceUrl, `drop database ${name} with (force)`) };
}

/** Ignores the developer's own environment, such as a DATABASE_URL. */
async function chooseVariables(dataDir: string): Promise<NodeJS.ProcessEnv> {
  const [console, signIn, notify, postgres] = await findFreePorts(4);
  const { PATH, HOME, TMPDIR } = process.env;
  const variables: Partial<NodeJS.ProcessEnv> = {
    ...{ PATH, HOME, TMPDIR },
    DATA_DIR: dataDir,
    PORT: String(console),
    SIGN_IN_PORT: String(signIn),
    NOTIFY_PORT: String(notify),
    POSTGRES_PORT: String(postgres),
    ORGANISATION_USER_EDITING: "until-first-sign-in", // the editing pages need it
    // All journeys share one IP address, and most share one person.
    RATE_LIMIT_SIGN_IN: "100000",
    RATE_LIMIT_SAVES: "100000",
  };
  return variables as NodeJS.ProcessEnv; // as in an operator's shell, NODE_ENV is not set
}
