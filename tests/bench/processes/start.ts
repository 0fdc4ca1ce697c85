import { readStages, variablesOf } from "../../deploying/dockerfile.ts";
import { findFreePorts } from "../../setup/free-port.ts";
import { variablesFor, type World } from "../data/worlds.ts";
import { type Measured, startMeasured } from "./measured-process.ts";

type Variables = Record<string, string | undefined>;

const image = readStages().at(-1);

/** Variables with those that the image sets. */
export function asInImage(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...variables, ...(image && variablesOf(image)) };
}

/** Starts our web process on a free port, as its image runs it. */
export async function startOurs(world: World, variables: Variables = {}): Promise<Measured> {
  const [port = 0] = await findFreePorts(1);
  return startMeasured("ours", "server/main.ts", { ...asInImage(variablesFor(world, port)), ...variables });
}

/** Starts one of the comparisons. */
export async function startComparison(
  world: World,
  script: string,
  variables: Variables = {},
): Promise<Measured> {
  const [port = 0] = await findFreePorts(1);
  const path = `tests/bench/comparisons/${script}`;
  return startMeasured(script, path, { ...variablesFor(world, port), ...variables });
}

/** Starts a script of the benchmark that needs no database. */
export async function startScript(script: string): Promise<Measured> {
  const [port = 0] = await findFreePorts(1);
  return startMeasured(script, `tests/bench/${script}`, {
    NODE_ENV: "production",
    PATH: process.env["PATH"],
    PORT: String(port),
  });
}
