import { parseArgs } from "node:util";
import { ConfigurationError } from "../db/configuration.ts";
import { whenNpmIsGone } from "./launcher/parent.js";
import { LocalError } from "./local-error.ts";
import { startLocal } from "./start.ts";
import { welcome } from "./welcome.ts";

// `npm start`: the console and all it needs, until Ctrl-C.
const { values } = parseArgs({ options: { dev: { type: "boolean", default: false } } });
const report = (line: string) => process.stdout.write(`${line}\n`);
const asked = new AbortController();
const stopAsked = new Promise<void>((resolve) => {
  asked.signal.addEventListener("abort", () => {
    resolve();
  });
});
const ask = () => {
  if (!asked.signal.aborted) report("\nStopping.");
  asked.abort();
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, ask);
whenNpmIsGone(ask);
// The terminal may be gone before us, and that is no reason to stop halfway.
process.stdout.on("error", () => undefined);
process.stderr.on("error", () => undefined);

try {
  const { dev: development } = values;
  const local = await startLocal({ variables: process.env, report, development, signal: asked.signal });
  report(welcome(local, process.env.SERVICE_NAME));
  await stopAsked;
  await local.stop();
  report("Stopped.");
} catch (error) {
  if (asked.signal.aborted) report("Stopped.");
  else if (error instanceof LocalError || error instanceof ConfigurationError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } else throw error;
}
process.exit();
