import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { sql } from "kysely";
import { expect } from "vitest";
import { openDatabase } from "../../../db/database.ts";
import { migrate } from "../../../db/migrate.ts";
import { startWorker } from "../../../jobs/worker.ts";
import { withVariables, test as base } from "../../fixtures/resources.ts";

/** vitest's `test` with a server that records the settings a client asks for, and closes the connection. */
const test = base.extend("proxy", async ({}, { onCleanup }) => {
  const asked = new Set<string>();
  const server = createServer((socket: Socket) => {
    socket.once("data", (message: Buffer) => {
      const words = message.subarray(8).toString().split("\0");
      for (const name of words.filter((word, index) => index % 2 === 0 && word !== "")) asked.add(name);
      socket.destroy();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onCleanup(() => void server.close());
  return { asked, url: `postgres://console@127.0.0.1:${(server.address() as AddressInfo).port}/console` };
});

test("connections use no setting that PgBouncer refuses", async ({ proxy, resources }) => {
  const db = openDatabase(proxy.url, () => undefined);
  const elsewhere = withVariables(resources, { DATABASE_URL: proxy.url });

  await expect(sql`select`.execute(db)).rejects.toThrow();
  await expect(migrate(proxy.url)).rejects.toThrow();
  await expect(startWorker(elsewhere)).rejects.toThrow();
  await db.destroy();

  expect([...proxy.asked].toSorted()).toEqual(["application_name", "client_encoding", "database", "user"]);
});

test("every statement has a time limit", async ({ db }) => {
  const { rows } = await sql`show statement_timeout`.execute(db);

  expect(rows).toEqual([{ statement_timeout: "30s" }]);
});
