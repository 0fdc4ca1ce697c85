import { join } from "node:path";
import { openDatabase } from "../../../db/database.ts";
import { migrate } from "../../../db/migrate.ts";
import { buildConsole } from "../../../local/build.ts";
import { behaviour, notifyTuning, startProcesses } from "../../faults/product/processes.ts";
import { createToken } from "../../records/api-tokens.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { findFreePorts } from "../../setup/free-port.ts";
import { requiredVariables } from "../../stand-ins/environment.ts";
import { startTestNotify } from "../../stand-ins/notify.ts";

const root = join(import.meta.dirname, "../../..");

export type Product = Awaited<ReturnType<typeof startProduct>>;

/**
 * Starts the built product on a database: two web processes and two workers, with the stand-in for Notify, and makes an
 * organisation and an API token for the load.
 */
export async function startProduct(
  databaseUrl: string,
  report: (line: string) => void,
  started: AsyncDisposableStack,
) {
  await buildConsole(root, report);
  const ports = await findFreePorts(2);
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);
  const variables = { ...requiredVariables, PUBLIC_URL: urls[0] ?? "", DATABASE_URL: databaseUrl };
  const mail = await startTestNotify(notifyTuning, variables, variables.NOTIFY_CALLBACK_TOKEN);
  started.defer(() => mail.stop());
  const { NOTIFY_BASE_URL } = mail.environment;
  const target = await prepareTarget(databaseUrl);
  const env = { ...variables, ...behaviour, NOTIFY_BASE_URL };
  const processes = await startProcesses(env, ports, "jobs/main.ts", started);
  return { ...processes, mail, target: { ...target, urls } };
}

async function prepareTarget(databaseUrl: string) {
  await migrate(databaseUrl);
  const db = openDatabase(databaseUrl, () => undefined);
  const { id: organisationId } = await createOrganisation(db);
  const token = await createToken(db, "load");
  await db.destroy();
  return { organisationId, token };
}
