import { fork } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { sql } from "kysely";
import { expect } from "vitest";
import { requiredVariables } from "../../../stand-ins/environment.ts";
import { test as withServices } from "../../../fixtures/resources.ts";
import { findFreePorts } from "../../../setup/free-port.ts";

const worker = join(import.meta.dirname, "../../../../jobs/main.ts");
const script = join(import.meta.dirname, "web-process.ts");

/** vitest's `test` with a running web process, its log and its exit code. */
const test = withServices.extend("web", async ({ resources }, { onCleanup }) => {
  const [port = 0] = await findFreePorts(1);
  const { DATABASE_URL } = resources.environment;
  const env = { ...requiredVariables, DATABASE_URL, PORT: String(port), NODE_ENV: "production" as const };
  const child = fork(script, { env, stdio: ["ignore", "pipe", "inherit", "ipc"] });
  onCleanup(() => {
    child.kill("SIGKILL");
  });
  const ended = once(child, "exit") as Promise<[number | null, string | null]>;
  const logged = text(child.stdout ?? process.stdin);
  await once(child, "message");
  return { child, port, ended, logged, url: `http://127.0.0.1:${port}` };
});

test.for(["SIGTERM", "SIGINT"] as const)(
  "on %s a process finishes its requests, takes no others, and exits with 0",
  async (signal, { web: { child, port, url, ended, logged } }) => {
    const begun = once(child, "message");
    const answered = fetch(`${url}/slow`);
    await begun;

    child.kill(signal);
    await expect.poll(() => isListening(port)).toBe(false);
    child.send("answer");

    expect(await (await answered).text()).toBe("done");
    expect(await ended).toEqual([0, null]);
    expect(await logged).toContain(`"reason":"${signal}"`);
  },
);

test.for(["loads", "starts"])(
  "a process whose parent is killed while it %s ends at once",
  async (moment, { resources, db, onTestFinished }) => {
    const { DATABASE_URL } = resources.environment;
    const env = { ...requiredVariables, DATABASE_URL, NODE_ENV: "production" as const };
    await db.transaction().execute(async (trx) => {
      if (moment === "starts") await sql`lock table kysely_migration`.execute(trx);
      const child = fork(worker, { env, stdio: ["ignore", "pipe", "inherit", "ipc"] });
      onTestFinished(() => void child.kill("SIGKILL"));
      const ended = once(child, "exit");
      const waiting = sql`select from pg_locks where relation = 'kysely_migration'::regclass and not granted`;
      const isWaiting = async () => (await waiting.execute(trx)).rows.length > 0;
      if (moment === "starts") await expect.poll(isWaiting, { timeout: 10_000, interval: 20 }).toBe(true);
      child.stdout?.destroy();
      child.disconnect();

      expect(await ended).toEqual([null, "SIGKILL"]);
    });
  },
);

test("an uncaught error is logged as fatal, and ends the process with 1", async ({ web }) => {
  const failed = fetch(`${web.url}/broken`).catch(() => "cut off");

  expect(await web.ended).toEqual([1, null]);
  expect(await failed).toBe("cut off");
  const lines = (await web.logged).trimEnd().split("\n");
  expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({
    level: 60,
    name: "web",
    origin: "uncaughtException",
    err: { message: "nobody catches this" },
  });
});

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  const connected = await once(socket, "connect").then(
    () => true,
    () => false,
  );
  socket.destroy();
  return connected;
}
