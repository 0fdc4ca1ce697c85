// `npm run bench`: compares the console with other stacks, prints one table, and exits with 1 if a goal is missed.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildConsole } from "../../local/build.ts";
import { makeCrowds } from "./data/crowds/crowds.ts";
import { keptFolder, openCopy, openLargeWorlds, openOrMake } from "./data/large-worlds.ts";
import { type Server, startServer } from "./data/server.ts";
import { type Figure, isMissed } from "./figures/figure.ts";
import { toTable } from "./figures/table.ts";
import { measureRetention } from "./measures/keeping/measure-retention.ts";
import { compareCrowds } from "./measures/sizes/compare-crowds.ts";
import { compareSizes } from "./measures/sizes/compare-sizes.ts";
import { countFigures } from "./measures/sizes/count-figures.ts";
import { compareProcesses } from "./measures/stacks/compare-processes.ts";
import { compareCpu, compareStacks } from "./measures/stacks/compare-stacks.ts";
import { measureAssets } from "./measures/stacks/measure-assets.ts";
import { countStatements } from "./measures/writing/count-statements.ts";
import { measureAdding } from "./measures/writing/measure-adding.ts";
import { measureBulkEmails } from "./measures/writing/measure-bulk-emails.ts";
import { measureSending } from "./measures/writing/measure-emails.ts";
import { measureRows } from "./measures/writing/measure-rows.ts";
import { measureImport } from "./measures/writing/measure-import.ts";
import { full, type Pace, quick, smoke } from "./pace.ts";

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean" },
    retention: { type: "boolean" },
    size: { type: "boolean" },
    smoke: { type: "boolean" },
  },
});

const report = (line: string) => process.stderr.write(`${line}\n`);

/** With `--smoke`, an option measures what it does without, but little of it; none stands for everything. */
async function measure(): Promise<Figure[]> {
  const { smoke: isSmoke = false, size = false } = options;
  // `npm test` has built the console before its smoke test.
  if (!isSmoke) await buildConsole(join(import.meta.dirname, "../.."), report);
  const pace = isSmoke ? smoke : full;
  await using server = await startServer(size && !isSmoke ? ["--keep", keptFolder()] : ["--durable"]);
  if (size) return await measureSizes(server, pace);
  if (options.retention === true) return await measureRetention(server, pace);
  if (options.quick === true) return await measureQuickly(server, isSmoke ? smoke : quick);
  const all = await measureAll(server, pace);
  return isSmoke
    ? [...all, ...(await measureSizes(server, pace)), ...(await measureRetention(server, pace))]
    : all;
}

async function measureQuickly(server: Server, pace: Pace): Promise<Figure[]> {
  return compareCpu(await openOrMake(server, "part", pace.large.part, report), pace);
}

async function measureSizes(server: Server, pace: Pace): Promise<Figure[]> {
  const worlds = await openLargeWorlds(server, pace.large, report);
  return [...(await countFigures(server, worlds)), ...(await compareSizes(worlds, pace))];
}

async function measureAll(server: Server, pace: Pace): Promise<Figure[]> {
  const schools = await openOrMake(server, "part", pace.large.part, report);
  const adding = await openCopy(server, "part", "adding");
  report("Making databases of few and of many people");
  const crowds = await makeCrowds(server, pace.crowds.sizes, pace.crowds.people);
  const parts = {
    "The user list beside others": () => compareStacks(schools, pace),
    "What a browser loads": () => measureAssets(schools),
    "Pages by how much there is": () => compareCrowds(crowds, pace),
    "Two web processes": () => compareProcesses(schools, pace),
    "Adding a person": async () => [
      ...(await measureAdding(adding, pace)),
      ...(await countStatements(server, adding)),
      ...(await measureRows(server, adding, pace)),
    ],
    "Importing organisations": () => measureImport(server, pace),
    Emails: async () => [
      ...(await measureSending(crowds, server, pace)),
      ...(await measureBulkEmails(crowds, pace)),
    ],
  };
  const figures = [];
  for (const [name, run] of Object.entries(parts)) {
    report(name);
    figures.push(...(await run()));
  }
  return figures;
}

const figures = await measure();
process.stdout.write(`${toTable(figures)}\n`);
process.exitCode = figures.some(isMissed) && options.smoke !== true ? 1 : 0;
