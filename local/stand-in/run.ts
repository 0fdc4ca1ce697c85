import { LocalError } from "../local-error.ts";
import type { Serving } from "./serve.ts";

/** A stand-in as a process of its own: what it is called, the variables it cannot do without, how it starts. */
export type StandIn = {
  name: string;
  required: readonly string[];
  start(variable: (name: string) => string): Promise<Serving>;
};

/**
 * Runs a stand-in as the process's entry: sends 'ready' to its parent once it listens, and ends with
 * status 0 on SIGTERM, SIGINT or when the parent is gone. Refuses production (SPEC §9) with status 1.
 */
export async function runStandIn(standIn: StandIn): Promise<void> {
  try {
    refuseProduction(standIn.name);
    const serving = await standIn.start(readVariables(standIn));
    stopWhenTold(serving);
    if (process.send) process.send("ready");
    else process.stdout.write(`The stand-in for ${standIn.name} is at ${serving.url}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof LocalError ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/**
 * Reads a port from a variable's value.
 *
 * @throws {LocalError} when it is not a whole number from 0 to 65535
 */
export function readPort(variable: (name: string) => string, name: string): number {
  const value = variable(name);
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) {
    throw new LocalError(`${name} must be a port from 0 to 65535.`);
  }
  return Number(value);
}

function refuseProduction(name: string): void {
  if (process.env.NODE_ENV === "production") {
    throw new LocalError(`The stand-in for ${name} does not start with NODE_ENV=production.`);
  }
}

function readVariables({ name, required }: StandIn): (variable: string) => string {
  const missing = required.filter((variable) => !process.env[variable]);
  if (missing.length > 0) {
    throw new LocalError(`The stand-in for ${name} cannot start without ${missing.join(", ")}.`);
  }
  return (variable) => process.env[variable] ?? "";
}

function stopWhenTold(serving: Serving): void {
  const stop = () => {
    void serving.stop().finally(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  process.once("disconnect", stop);
}
