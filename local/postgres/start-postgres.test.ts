import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { expect, it } from "vitest";
import { findFreePorts } from "../../tests/setup/free-port.ts";
import { LocalError } from "../local-error.js";
import { startPostgres } from "./start-postgres.ts";
import { occupyPort } from "../../tests/setup/occupied-port.ts";
import { temporaryFolder } from "../../tests/setup/temporary-folder.ts";

const start = (dataDir: string, port: number, report: (line: string) => void = () => undefined) =>
  startPostgres({ dataDir, port, report, durable: false });

const serverPid = (folder: string) =>
  readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n", 1)[0];

async function ask(url: string, query: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<unknown[]>({ text: query, rowMode: "array" });
  await client.end();
  return rows.flat();
}

it("starts, keeps its data, and stops", { timeout: 60_000 }, async () => {
  using folder = temporaryFolder();
  const [port = 0] = await findFreePorts(1);
  const first = await start(folder.path, port);
  await ask(first.url("postgres"), "create table kept as select 'Éric' as name");
  await first.stop();
  await first.stop();
  await expect(ask(first.url("postgres"), "select 1")).rejects.toThrow("ECONNREFUSED");

  // After a crash this file is still there, and its process id may belong to another process: here, to this test.
  writeFileSync(join(folder.path, "postgres", "postmaster.pid"), `${process.pid}\n${folder.path}/postgres\n`);
  const second = await start(folder.path, port);
  expect(await ask(second.url("postgres"), "select name from kept")).toEqual(["Éric"]);
  await second.stop();
});

it("stops the server that a killed start left running, and starts another", { timeout: 60_000 }, async () => {
  using folder = temporaryFolder();
  const [port = 0] = await findFreePorts(1);
  const script = join(folder.path, "start.ts");
  const options = JSON.stringify({ dataDir: folder.path, port, durable: false });
  writeFileSync(
    script,
    `import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, "start-postgres.ts"))};
    await startPostgres({ ...${options}, report: () => {} });
    process.send("ready");`,
  );
  const parent = spawn(process.execPath, [script], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await once(parent, "message");
  parent.kill("SIGKILL");
  await once(parent, "exit");
  const left = serverPid(folder.path);

  const lines: string[] = [];
  const postgres = await start(folder.path, port, (line) => lines.push(line));
  expect(lines).toEqual(["Stopping the PostgreSQL that an earlier start left running."]);
  expect(serverPid(folder.path)).not.toBe(left);
  expect(await ask(postgres.url("postgres"), "select 1")).toEqual([1]);
  await postgres.stop();
});

it("names the port and POSTGRES_PORT when the port is in use", { timeout: 60_000 }, async () => {
  using folder = temporaryFolder();
  const { port, free } = await occupyPort();
  await expect(start(folder.path, port)).rejects.toThrow(`set POSTGRES_PORT to another`);
  await free();
});

it("names the folder and DATA_DIR when the data folder cannot be used", async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, "file");
  writeFileSync(file, "");
  await expect(start(join(file, "data"), 1)).rejects.toThrow(
    new LocalError(
      `The data folder ${file}/data cannot be written (ENOTDIR). Set DATA_DIR to a folder that can.`,
    ),
  );
  mkdirSync(join(folder.path, "postgres"));
  await expect(start(folder.path, 1)).rejects.toThrow("set DATA_DIR to another");
});

it("refuses data of another major version, and does not change them", async () => {
  using folder = temporaryFolder();
  mkdirSync(join(folder.path, "postgres"));
  writeFileSync(join(folder.path, "postgres", "PG_VERSION"), "17\n");
  await expect(start(folder.path, 1)).rejects.toThrow(/postgres is of PostgreSQL 17, not 18\. Set DATA_DIR/);
  expect(readFileSync(join(folder.path, "postgres", "PG_VERSION"), "utf8")).toBe("17\n");
});
