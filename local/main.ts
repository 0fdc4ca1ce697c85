import { once } from "node:events";
import { parseArgs } from "node:util";
import { ConfigurationError } from "../db/configuration.ts";
import { whenNpmIsGone } from "./launcher/parent.js";
import { LocalError } from "./local-error.js";
import { startLocal } from "./start.ts";
import { welcome } from "./welcome.ts";

// `npm start` and `npm run dev`: run the console and everything it needs until Ctrl-C.
const { values } = parseArgs({ options: { dev: { type: "boolean", default: false } } });
const report = (line: string) => process.stdout.write(`${line}\n`);
const stopping = new AbortController();
const stopped = once(stopping.signal, "abort");
const stop = () => {
  if (!stopping.signal.aborted) report("\nStopping.");
  stopping.abort();
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
whenNpmIsGone(stop);
// A closed terminal must not interrupt the stop.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

try {
  const options = { variables: process.env, report, development: values.dev, signal: stopping.signal };
  const local = await startLocal(options);
  report(welcome(local));
  await stopped;
  await local.stop();
  report("Stopped.");
} catch (error) {
  if (stopping.signal.aborted) report("Stopped.");
  else if (error instanceof LocalError || error instanceof ConfigurationError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } else throw error;
}
process.exit();
