import { readStages, variablesOf } from "../../deploying/dockerfile.ts";
import { type Measured, startMeasured } from "./measured-process.ts";
import { variablesFor, type World } from "../data/databases.ts";

const image = readStages().at(-1);

/** Our web process, as its image runs it, on a port. */
export function startOurs(world: World, port = 0): Promise<Measured> {
  const variables = { ...variablesFor(world, port), ...(image && variablesOf(image)) };
  return startMeasured("ours", "server/main.ts", variables);
}
