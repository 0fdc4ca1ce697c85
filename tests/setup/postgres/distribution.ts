import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chooseAccount, giveTo, runAs } from "../../../local/postgres/account.ts";
import { findFreePorts } from "../free-port.ts";
import { onMaintenance } from "./maintenance.ts";
import { installCertificate } from "./tls-server.ts";

const binaries = "/usr/lib/postgresql/15/bin";

/** An administrator who is no superuser, as `psql` and the like connect. */
const administrator = { PGHOST: "localhost", PGUSER: "administrator", PGPASSWORD: "administrator" };

/**
 * Starts Debian's PostgreSQL 15, with TLS and its usual settings, on a free port. It needs the server's and the client's
 * programs.
 *
 * @returns the variables with which its programs connect as an administrator who is no superuser
 * @throws {Error} that says what to install, unless the programs are there
 */
export async function startDistribution() {
  for (const file of [`${binaries}/postgres`, "/usr/bin/pg_restore", "/usr/bin/createuser"])
    if (!existsSync(file)) throw new Error(`${file} is missing: apt-get install postgresql-15`);
  const home = await mkdtemp(join(tmpdir(), "console-postgres-"));
  const [port = 0] = await findFreePorts(1);
  const stop = await startIn(home, port);
  const superuser = `postgres://postgres:superuser@127.0.0.1:${port}/postgres`;
  await onMaintenance(
    superuser,
    `create role ${administrator.PGUSER} login createrole createdb password '${administrator.PGPASSWORD}'`,
  );
  return { port, administrator: { ...administrator, PGPORT: String(port) }, stop };
}

/** Makes a cluster in a folder and starts it. Returns a function that stops it and removes the folder. */
async function startIn(home: string, port: number): Promise<() => Promise<void>> {
  const account = chooseAccount(null);
  const run = async (program: string, ...parameters: string[]) => {
    const { code, output } = await runAs(account, join(binaries, program), parameters);
    if (code !== 0) throw new Error(output);
  };
  const data = join(home, "data");
  chmodSync(home, 0o755);
  writeFileSync(join(home, "password"), "superuser");
  await giveTo(account, home);
  const login = ["-U", "postgres", "-A", "scram-sha-256", "--pwfile", join(home, "password")];
  await run("initdb", "-D", data, ...login);
  installCertificate(data);
  const tls = "-c ssl=on -c ssl_cert_file=server.pem -c ssl_key_file=server-key.pem";
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${home} ${tls}`;
  await run("pg_ctl", "-D", data, "-l", join(home, "log"), "-o", options, "-w", "start");
  return async () => {
    await run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop");
    await rm(home, { recursive: true, force: true });
  };
}
