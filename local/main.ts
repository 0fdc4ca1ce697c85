import { once } from "node:events";
import { parseArgs } from "node:util";
import { ConfigurationError } from "../db/configuration.ts";
import { whenNpmIsGone } from "./launcher/parent.js";
import { LocalError } from "./local-error.js";
import { startLocal } from "./start.ts";
import { welcome } from "./welcome.ts";

// Runs the console and everything that it needs until Ctrl-C, for `npm start` and `npm run dev`.
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
// Writing to a closed terminal causes an error, which must not interrupt stopping.
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
