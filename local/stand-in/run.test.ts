import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, it } from "vitest";
import { templateVariables } from "../../server/emails/kinds.ts";

const local = join(import.meta.dirname, "..");
const id = "6f0f3f0e-6a52-4a2b-9d4c-1b1f5a7f0c01";

const variables = {
  ...{ SIGN_IN_PORT: "0", DFE_SIGN_IN_CLIENT_ID: "console", DFE_SIGN_IN_CLIENT_SECRET: "a secret" },
  ...{ NOTIFY_PORT: "0", NOTIFY_API_KEY: `key-${id}-${id}`, PUBLIC_URL: "http://localhost:3000" },
  ...Object.fromEntries(templateVariables.map((variable) => [variable, id])),
};

function start(entry: string, changes: Record<string, string> = {}) {
  const { PATH } = process.env;
  const env: NodeJS.ProcessEnv = { NODE_ENV: "development", PATH, ...variables, ...changes };
  const child = fork(join(local, entry), { env, execArgv: [], stdio: ["ignore", "pipe", "pipe", "ipc"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  }
  return { child, output: () => output };
}

const entries = ["sign-in/main.ts", "notify/main.ts"];

it.each(entries)("%s tells its parent when it is ready, and exits with 0 on SIGTERM", async (entry) => {
  const { child } = start(entry);
  const [message] = (await once(child, "message")) as unknown[];
  expect(message).toBe("ready");
  child.kill("SIGTERM");
  expect(await once(child, "close")).toEqual([0, null]);
});

it.each(entries)("%s exits with 0 when its parent is gone", async (entry) => {
  const { child } = start(entry);
  await once(child, "message");
  child.disconnect();
  // Waits for 'exit', because a disconnected child process does not always emit 'close'.
  expect(await once(child, "exit")).toEqual([0, null]);
});

it.each(entries)("%s refuses production", async (entry) => {
  const { child, output } = start(entry, { NODE_ENV: "production" });
  expect(await once(child, "close")).toEqual([1, null]);
  expect(output()).toMatch(/The stand-in for [\w. -]+ does not start with NODE_ENV=production\.\n$/);
});

it.each(entries)("%s names every variable that is missing", async (entry) => {
  const { child, output } = start(entry, { PUBLIC_URL: "", SIGN_IN_PORT: "", NOTIFY_PORT: "" });
  expect(await once(child, "close")).toEqual([1, null]);
  expect(output()).toMatch(/cannot start without (SIGN_IN|NOTIFY)_PORT, PUBLIC_URL\.\n$/);
});
