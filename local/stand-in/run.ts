import { LocalError } from "../local-error.js";
import type { Serving } from "./serve.ts";

type Variables = (name: string) => string;

/**
 * Runs a stand-in as this process: sends "ready" to the parent process once it listens, and exits with 0 on SIGTERM,
 * SIGINT or the end of the parent. Exits with 1 if it cannot start, and in production (specification, section 9,
 * Stand-ins).
 *
 * @param required the environment variables without which it cannot start
 */
export async function runStandIn(
  name: string,
  required: readonly string[],
  start: (variable: Variables) => Promise<Serving>,
): Promise<void> {
  try {
    const serving = await start(readVariables(name, required));
    for (const event of ["SIGTERM", "SIGINT", "disconnect"]) {
      process.once(event, () => void serving.stop().finally(() => process.exit(0)));
    }
    if (process.send) process.send("ready");
    else process.stdout.write(`The stand-in for ${name} is at ${serving.url}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof LocalError ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

function readVariables(name: string, required: readonly string[]): Variables {
  if (process.env.NODE_ENV === "production") {
    throw new LocalError(`The stand-in for ${name} does not start with NODE_ENV=production.`);
  }
  const missing = required.filter((variable) => !process.env[variable]);
  if (missing.length > 0) {
    throw new LocalError(`The stand-in for ${name} cannot start without ${missing.join(", ")}.`);
  }
  return (variable) => process.env[variable] ?? "";
}
