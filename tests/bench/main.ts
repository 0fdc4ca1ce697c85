// `npm run bench`: compares the console with other stacks, prints one table, and exits with 1 if a goal is
// missed.
import { measureAdding } from "./measures/measure-adding.ts";
import { compareSizes } from "./measures/compare-sizes.ts";
import { compareStacks } from "./measures/compare-stacks.ts";
import { isMissed, toTable } from "./figures/figure.ts";
import { measureAssets } from "./measures/measure-assets.ts";
import { measureEmails } from "./measures/measure-emails.ts";
import { full, smoke } from "./pace.ts";
import { compareProcesses } from "./measures/compare-processes.ts";
import { openWorlds } from "./data/databases.ts";

const isSmoke = process.argv.includes("--smoke");
const pace = isSmoke ? smoke : full;

process.stderr.write("Filling two databases\n");
await using worlds = await openWorlds(pace.sizes, pace.people);

const parts = {
  "The user list beside others": () => compareStacks(worlds.many, pace),
  "What a browser loads": () => measureAssets(worlds.many),
  "Pages by how much there is": () => compareSizes(worlds, pace),
  "Adding a person": () => measureAdding(worlds.many, pace),
  "Two web processes": () => compareProcesses(worlds.many, pace),
  Emails: () => measureEmails(worlds, pace),
};

const figures = [];
for (const [name, measure] of Object.entries(parts)) {
  process.stderr.write(`${name}\n`);
  figures.push(...(await measure()));
}
process.stdout.write(`${toTable(figures)}\n`);
process.exitCode = figures.some(isMissed) && !isSmoke ? 1 : 0;
