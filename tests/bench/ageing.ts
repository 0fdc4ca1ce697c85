// `npm run test:ageing`: an hour of steady traffic, or as many minutes as its argument says. Exits with 1 if memory, handles,
// connections or the space of a table's rows rise.
import { join } from "node:path";
import { buildConsole } from "../../local/build.ts";
import { openOrMake } from "./data/large-worlds.ts";
import { startServer } from "./data/server.ts";
import { measureAgeing } from "./measures/ageing/measure-ageing.ts";
import { full } from "./pace.ts";

const report = (line: string) => process.stderr.write(`${line}\n`);

await buildConsole(join(import.meta.dirname, "../.."), report);
await using server = await startServer(["--durable"]);
const world = await openOrMake(server, "part", full.large.part, report);
const isRising = await measureAgeing(server, world, Number(process.argv[2] ?? 60), report);
process.exitCode = isRising ? 1 : 0;
