import { gzipSync } from "node:zlib";
import { exactly, type Figure } from "../figures/figure.ts";
import { type Address, load, read, timeOne } from "../processes/load.ts";
import { type Measured, startMeasured } from "../processes/measured-process.ts";
import { startOurs } from "../processes/console-process.ts";
import { findFreePorts } from "../../setup/free-port.ts";
import type { Pace } from "../pace.ts";
import { interleave, ratioOf, spreadOf } from "../figures/statistics.ts";
import { variablesFor, type World } from "../data/databases.ts";

type Stacks = { ours: Measured; floor: Measured; macros: Measured };

/** Compares our user list with the floor (A), and with Express and GOV.UK's macros (B). */
export async function compareStacks(world: World, pace: Pace): Promise<Figure[]> {
  await using started = new AsyncDisposableStack();
  const ports = await findFreePorts(3);
  const start = async (starting: Promise<Measured>) => {
    const measured = await starting;
    started.defer(() => measured.stop());
    return measured;
  };
  const other = (name: string, script: string, port = 0) =>
    start(startMeasured(name, `tests/bench/comparisons/${script}`, variablesFor(world, port)));
  const stacks = {
    ours: await start(startOurs(world, ports[0])),
    floor: await other("A", "floor.ts", ports[1]),
    macros: await other("B", "macros.ts", ports[2]),
  };
  const page = ({ url }: Measured) => ({
    url: `${url}/support/organisations/${world.organisations.usual}/users`,
    cookie: world.cookie,
  });
  const pages = await Promise.all(Object.values(stacks).map((stack) => read(page(stack))));
  requireSameRows(pages);
  for (const stack of Object.values(stacks)) await load(page(stack), pace.warmUp);
  return [
    ...(await compareLoads(stacks, page, pace)),
    ...(await compareTimes(stacks, page, pace)),
    compareHtml(pages),
  ];
}

type PageOf = (stack: Measured) => Address;

async function compareLoads(stacks: Stacks, page: PageOf, pace: Pace): Promise<Figure[]> {
  const { ours, floor, macros } = stacks;
  const loads = await interleave([ours, floor, macros], pace.rounds, async (stack) => {
    const before = await stack.read();
    const { requestsPerSecond: rate, count } = await load(page(stack), pace.load);
    const after = await stack.read();
    const cpu = (after.cpuMicroseconds - before.cpuMicroseconds) / count;
    return { rate, cpu, memory: after.residentBytes };
  });
  const of = (stack: Measured, what: "rate" | "cpu" | "memory") =>
    (loads.get(stack) ?? []).map((values) => values[what]);
  const ratio = (what: "rate" | "cpu" | "memory", one: Measured, other: Measured) =>
    ratioOf(of(one, what), of(other, what));
  return [
    { what: "user list: requests a second", value: spreadOf(of(ours, "rate")) },
    { what: "  by the floor (A)", value: ratio("rate", ours, floor), limit: { atLeast: 0.35 } },
    { what: "  by Nunjucks (B)", value: ratio("rate", ours, macros), limit: { atLeast: 2 } },
    { what: "  (Nunjucks by the floor)", value: ratio("rate", macros, floor) },
    { what: "CPU a request", unit: " µs", value: spreadOf(of(ours, "cpu")) },
    { what: "  by Nunjucks", value: ratio("cpu", ours, macros), limit: { atMost: 0.5 } },
    { what: "resident memory, by Nunjucks", value: ratio("memory", ours, macros), limit: { atMost: 1.2 } },
  ];
}

async function compareTimes({ ours, macros }: Stacks, page: PageOf, pace: Pace): Promise<Figure[]> {
  const times = await interleave([ours, macros], pace.rounds, (stack) => timeOne(page(stack), pace.one));
  const value = ratioOf(times.get(ours) ?? [], times.get(macros) ?? []);
  return [{ what: "time of one request (p50), by Nunjucks", value, limit: { atMost: 1 } }];
}

function compareHtml([ours = "", floor = ""]: string[]): Figure {
  const value = exactly(gzipSync(ours).length / gzipSync(floor).length);
  return { what: "HTML, gzipped, by the floor", value, limit: { atMost: 1.05 } };
}

/** @throws {Error} if the pages show different table rows */
function requireSameRows(pages: string[]): void {
  const rows = pages.map((page) =>
    [...page.matchAll(/<td[^>]*>(.*?)<\/td>/gs)]
      .map(([, cell = ""]) => cell.replaceAll(/\s+/g, " ").trim())
      .join("\n"),
  );
  if (rows[0] === "" || new Set(rows).size !== 1) throw new Error("The compared pages show different rows");
}
