import { addressOf, type World } from "../../data/worlds.ts";
import { type Figure, judge, report } from "../../figures/figure.ts";
import { interleave, median } from "../../figures/statistics.ts";
import type { Pace } from "../../pace.ts";
import { load, timeOne } from "../../processes/load.ts";
import { startOurs } from "../../processes/start.ts";
import { addInSql, type Bare, createDrafts, type Draft, openBare } from "./bare-sql.ts";

/**
 * Compares saving a person, from the POST to the redirect, with the same transaction in bare SQL plus one page, one
 * person at a time.
 *
 * @param world a database of this measure's own, because it leaves many emails in the queue
 */
export async function measureAdding(world: World, pace: Pace): Promise<Figure[]> {
  const starts: Record<Name, number>[] = [];
  await using bare = await openBare(world.databaseUrl);
  for (let start = 0; start < pace.starts; start += 1) starts.push(await measureStart(world, bare, pace));
  return [
    report(
      "adding a person: post to redirect",
      starts.map(({ post }) => post),
      " ms",
    ),
    report(
      "  in bare SQL",
      starts.map(({ sql }) => sql),
      " ms",
    ),
    judge(
      "adding a person, by bare SQL and a page",
      starts.map(({ post, sql, page }) => post / (sql + page)),
    ),
    report(
      "  where its job is a named statement too",
      starts.map(({ post, named, page }) => post / (named + page)),
    ),
  ];
}

const subjects = ["post", "sql", "named", "page"] as const;
type Name = (typeof subjects)[number];

/** The median milliseconds of each subject. */
async function measureStart(world: World, bare: Bare, pace: Pace): Promise<Record<Name, number>> {
  await using ours = await startOurs(world);
  const page = addressOf(ours.url, world, "/support/organisations/:usual/users");
  await load([page], pace.warmUp);
  await addMany(ours.url, world, await createDrafts(bare, world, pace.warmUp));
  const save = {
    post: (draft: Draft) => post(ours.url, world, draft),
    sql: (draft: Draft) => addInSql(bare, world, draft, false),
    named: (draft: Draft) => addInSql(bare, world, draft, true),
  };
  const times = await interleave(subjects, pace.added.slices, async (name) => {
    if (name === "page") return timeOne(page, pace.timed.seconds);
    return timeEach(await createDrafts(bare, world, pace.added.people), save[name]);
  });
  const medians = subjects.map((name) => [name, median(times[name])] as const);
  return Object.fromEntries(medians) as Record<Name, number>;
}

async function timeEach(drafts: Draft[], save: (draft: Draft) => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (const draft of drafts) {
    const began = performance.now();
    await save(draft);
    times.push(performance.now() - began);
  }
  return median(times);
}

/** Adds people ten at a time. */
async function addMany(origin: string, world: World, drafts: Draft[]): Promise<void> {
  const left = drafts.values();
  const addInTurn = async () => {
    for (const draft of left) await post(origin, world, draft);
  };
  await Promise.all(Array.from({ length: 10 }, addInTurn));
}

/** Saves a draft, up to the redirect. */
export async function post(origin: string, world: World, { id }: Draft): Promise<void> {
  const { url, headers } = addressOf(origin, world, `/support/organisations/:largest/users/new/${id}/check`);
  const response = await fetch(url, {
    method: "POST",
    headers: { ...headers, origin, "content-type": "application/x-www-form-urlencoded" },
    body: "",
    redirect: "manual",
  });
  await response.body?.cancel();
  if (!url.startsWith(`${origin}${response.headers.get("location") ?? "none"}`)) {
    throw new Error(`Nobody was added: ${response.status}`);
  }
}
