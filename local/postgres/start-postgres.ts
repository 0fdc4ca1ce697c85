import { dirname } from "node:path";
import { openDataFolder } from "../configuration/data-folder.ts";
import { requireFreePort } from "../processes/ports.ts";
import { findBinaries } from "./binaries.ts";
import { findPlace, initialise, readPassword, requireSameVersion, superuser } from "./cluster.ts";
import { stopLeftover } from "./leftover.ts";
import { runServer } from "./server.ts";

type Postgres = { url: (database: string) => string; stop: () => Promise<void> };

/**
 * Starts the embedded PostgreSQL on 127.0.0.1, with its files in the data folder (specification, section 9,
 * npm start). First stops a server that a killed start left behind. Restarts the server if it ends unexpectedly.
 *
 * @param options `durable: false`, for tests, is faster but can lose data in a crash
 * @throws {LocalError} if the folder or the port cannot be used, or PostgreSQL does not start
 */
export async function startPostgres(options: {
  dataDir: string;
  port: number;
  report: (line: string) => void;
  durable?: boolean;
}): Promise<Postgres> {
  const { port, report, durable = true } = options;
  const place = await findPlace(openDataFolder(options.dataDir), report);
  const binaries = await findBinaries(place.account, dirname(place.folder));
  await initialise(place, binaries, durable);
  requireSameVersion(place, binaries);
  await stopLeftover(place, binaries, report);
  await requireFreePort({ port, variable: "POSTGRES_PORT", address: "127.0.0.1" });
  const { stop } = await runServer({ place, binaries, parameters: settings(port, durable), report });
  const user = `${superuser}:${readPassword(place)}`;
  return { url: (database) => `postgres://${user}@127.0.0.1:${port}/${database}`, stop };
}

function settings(port: number, durable: boolean): string[] {
  const values = [
    ...[`port=${port}`, "listen_addresses=127.0.0.1", "unix_socket_directories="],
    ...["max_connections=200", "timezone=UTC", "log_timezone=UTC"],
    ...(durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
  ];
  return values.flatMap((value) => ["-c", value]);
}
