import { chmodSync, chownSync, copyFileSync, statSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { startAttached } from "../attached-process.ts";
import { onMaintenance } from "./maintenance.ts";

const certificates = join(import.meta.dirname, "certificates");

/** The authority that signed the certificate of the server, and another one. Both are for tests only, as is its key. */
export const authorities = {
  right: join(certificates, "authority.pem"),
  wrong: join(certificates, "other-authority.pem"),
};

/**
 * Starts a PostgreSQL that also accepts TLS, with a certificate for `localhost`.
 *
 * @returns the address of its maintenance database as a superuser, without TLS
 */
export async function startTlsServer(): Promise<{ maintenanceUrl: string; stop: () => Promise<void> }> {
  const script = join(import.meta.dirname, "postgres-process.ts");
  const { answer, stop } = await startAttached<{ maintenanceUrl: string; dataDir: string }>(script);
  installCertificate(join(answer.dataDir, "postgres"));
  for (const setting of ["ssl_cert_file = 'server.pem'", "ssl_key_file = 'server-key.pem'", "ssl = on"])
    await onMaintenance(answer.maintenanceUrl, `alter system set ${setting}`);
  await reload(answer.maintenanceUrl);
  return { maintenanceUrl: answer.maintenanceUrl, stop };
}

/** Reloads the configuration, and waits on the same connection until it applies. */
async function reload(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query("select pg_reload_conf()");
  let on = false;
  while (!on) on = (await client.query<{ ssl: string }>("show ssl")).rows[0]?.ssl === "on";
  await client.end();
}

/** Copies the certificate of the server and its key into the data folder, for the user who owns that. */
export function installCertificate(folder: string): void {
  const { uid, gid } = statSync(folder);
  for (const name of ["server.pem", "server-key.pem"]) {
    copyFileSync(join(certificates, name), join(folder, name));
    chownSync(join(folder, name), uid, gid);
    chmodSync(join(folder, name), 0o600); // Git does not keep it, and PostgreSQL asks for it
  }
}
