import { availableParallelism } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { type Database, openDatabase } from "../../../../db/database.ts";
import type { NamedActor } from "../../../../server/actor.ts";
import { findApiToken } from "../../../../server/api-tokens/authenticate.ts";
import { createToken } from "../../../records/api-tokens.ts";
import { checkBulkChange } from "../../../../server/bulk-changes/check/check.ts";
import { startBulkChange } from "../../../../server/bulk-changes/start.ts";
import { createSupportClient, type SupportClient } from "../../../../client/source/index.ts";
import { openQueue } from "../../../../server/emails/queue.ts";
import type { Server } from "../../data/server.ts";
import type { World } from "../../data/worlds.ts";
import { type Figure, judge, report } from "../../figures/figure.ts";
import type { Pace } from "../../pace.ts";
import type { Measured } from "../../processes/measured-process.ts";
import { readPostgresCpu } from "../../processes/postgres-cpu.ts";
import { startComparison, startOurs } from "../../processes/start.ts";

/** A script's token, and what it needs to start bulk changes without the web process. */
type Script = { db: Database; client: SupportClient; run: (people: Person[]) => Promise<void> };
type Person = { organisationId: string; firstName: string; lastName: string; email: string };

/** Milliseconds of CPU for a person, of our process and of PostgreSQL together. */
type Start = { row: number; call: number; one: number; two: number };

/**
 * Compares adding people as the rows of a bulk change with adding each by a call of a script; and two workers on one bulk
 * change with one. All of it is in turns.
 */
export async function measureRows(server: Server, world: World, pace: Pace): Promise<Figure[]> {
  const starts: Start[] = [];
  for (let start = 0; start < pace.starts; start += 1) starts.push(await measureStart(server, world, pace));
  const of = (what: (start: Start) => number) => starts.map(what);
  return [
    judge(
      "CPU of a row, by a call that adds a person",
      of(({ row, call }) => row / call),
    ),
    report(
      "  a row: worker and PostgreSQL",
      of(({ row }) => row),
      " ms",
    ),
    report(
      "rows a second of one worker",
      of(({ one }) => one),
    ),
    {
      ...judge(
        "two workers on one bulk change, by one",
        of(({ one, two }) => two / one),
      ),
      ...tooFewCores(),
    },
  ];
}

/** Two workers, PostgreSQL's processes for both, and this process. */
const coresNeeded = 4;

function tooFewCores(): Pick<Figure, "notJudged"> {
  const cores = availableParallelism();
  return cores < coresNeeded ? { notJudged: `${cores} cores, and it takes ${coresNeeded}` } : {};
}

async function measureStart({ maintenanceUrl }: Server, world: World, pace: Pace): Promise<Start> {
  await using web = await startOurs(world, { RATE_LIMIT_CALLS: "1000000" });
  await using worker = await startComparison(world, "../processes/rows-worker.ts");
  const { slices, people } = pace.added;
  await using db = openDatabase(world.databaseUrl, () => undefined);
  const script = await openScript(db, web.url);
  const nextPeople = peopleOf(world);
  const count = people * 5;
  const cpu = { row: 0, call: 0 };
  const add = async (each: Person[]) => {
    for (const person of each) await script.client.organisationUsers.add(person);
  };
  await add(nextPeople(count));
  await script.run(nextPeople(count));
  for (let slice = 0; slice < slices; slice += 1) {
    cpu.call += await cpuOf(web, maintenanceUrl, () => add(nextPeople(count)));
    cpu.row += await cpuOf(worker, maintenanceUrl, () => script.run(nextPeople(count)));
  }
  const speeds = await measureTwo(world, script, nextPeople, { slices, count: count * 2 });
  return { row: cpu.row / slices / count, call: cpu.call / slices / count, ...speeds };
}

/** Rows a second of one worker, which runs already, and of two. */
async function measureTwo(
  world: World,
  { run }: Script,
  nextPeople: (count: number) => Person[],
  { slices, count }: { slices: number; count: number },
) {
  const seconds = { one: 0, two: 0 };
  for (let slice = 0; slice < slices; slice += 1) {
    for (const name of ["one", "two"] as const) {
      const second = name === "two" ? await startComparison(world, "../processes/rows-worker.ts") : undefined;
      const began = performance.now();
      await run(nextPeople(count));
      seconds[name] += (performance.now() - began) / 1_000;
      await second?.[Symbol.asyncDispose]();
    }
  }
  const total = slices * count;
  return { one: total / seconds.one, two: total / seconds.two };
}

async function cpuOf(process: Measured, maintenanceUrl: string, run: () => Promise<void>): Promise<number> {
  const read = async () => {
    const { cpuMicroseconds } = await process.read();
    return cpuMicroseconds / 1_000 + ((await readPostgresCpu(maintenanceUrl)) ?? 0);
  };
  const before = await read();
  await run();
  return (await read()) - before;
}

async function openScript(db: Database, url: string): Promise<Script> {
  const token = await createToken(db, `bench ${performance.now()}`);
  const actor = await findApiToken(db, token);
  if (actor === undefined) throw new Error("There is no token");
  const client = createSupportClient({ url, token });
  return { db, client, run: (people) => addAsRows(db, actor, people) };
}

/** Adds people with a bulk change, and waits until it has ended. */
async function addAsRows(db: Database, actor: NamedActor, people: Person[]): Promise<void> {
  const owner = { sessionIdHash: null, apiTokenId: actor.id };
  const queue = await openQueue(db, () => undefined);
  const rows = people.map((person) => ({ ...person, urn: "", ukprn: "" }));
  const id = await checkBulkChange(db, {}, owner, { kind: "add", rows });
  await startBulkChange(db, { actor, queue }, owner, id);
  await queue.stop({ graceful: false });
  const running = db
    .selectFrom("bulk_changes")
    .select("id")
    .where("id", "=", id)
    .where("finished_at", "is", null);
  while ((await running.executeTakeFirst()) !== undefined) await delay(20);
}

/** Returns a function that makes new people of the largest organisation. */
function peopleOf({ ids }: World): (count: number) => Person[] {
  const prefix = Math.trunc(performance.now());
  let made = 0;
  return (count) =>
    Array.from({ length: count }, () => {
      made += 1;
      const email = `row.${prefix}.${made}@example.com`;
      return { organisationId: ids["largest"] ?? "", firstName: "Ada", lastName: "King", email };
    });
}
