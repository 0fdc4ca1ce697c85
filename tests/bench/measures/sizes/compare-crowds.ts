import type { Crowds } from "../../data/crowds/crowds.ts";
import { addressOf, type World } from "../../data/worlds.ts";
import { type Figure, judge } from "../../figures/figure.ts";
import { interleave, ratiosOf } from "../../figures/statistics.ts";
import type { Pace } from "../../pace.ts";
import { load, timeOne } from "../../processes/load.ts";
import type { Measured } from "../../processes/measured-process.ts";
import { startOurs } from "../../processes/start.ts";

const smallPage = "/support/organisations/:small/users";
const largePages = [1, 20, 40, 60, 80].map((page) => `/support/organisations/:large/users?page=${page}`);

const pages = [
  "/support/organisations",
  "/support/organisations?query=school+12",
  "/support/organisations/:usual",
  "/support/organisations/:usual/users",
  "/support/organisations/:usual/users?page=2",
  "/support/organisation-users",
  "/support/organisation-users?page=3",
  "/support/organisation-users?query=el.fdhgd18@",
  "/support/organisation-users?show=not_signed_in",
  "/support/users",
  "/support/activity",
];

type Subject = { process: Measured; world: World };
type Times = Record<string, number[]>;

/**
 * Compares a large organisation's pages with a small one's, and a database of many people with one of few.
 */
export async function compareCrowds({ few, many }: Crowds, pace: Pace): Promise<Figure[]> {
  const large: Times = {};
  const crowded: Times = {};
  for (let start = 0; start < pace.starts; start += 1) {
    await using full = await startOurs(many);
    await using empty = await startOurs(few);
    const subjects = { full: { process: full, world: many }, empty: { process: empty, world: few } };
    for (const { process, world } of Object.values(subjects)) {
      await load(
        pages.map((path) => addressOf(process.url, world, path)),
        pace.warmUp,
      );
    }
    append(large, await compareLargePages(subjects.full, pace));
    append(crowded, await compareEachPage(subjects, pace));
  }
  return [
    ...Object.entries(large).map(([path, values]) =>
      judge("page of a large organisation, by a small one's", values, `${path}, by :small`),
    ),
    ...Object.entries(crowded).map(([path, values]) =>
      judge("page among many people, by few", values, `${path}, many people by few`),
    ),
  ];
}

/** Compares each page of the large organisation with the only page of the small one. */
async function compareLargePages({ process, world }: Subject, { timed }: Pace): Promise<Times> {
  const times = await interleave([smallPage, ...largePages], timed.rounds, (path) =>
    timeOne(addressOf(process.url, world, path), timed.seconds),
  );
  const entries = largePages.map(
    (path) => [path, ratiosOf(times[path] ?? [], times[smallPage] ?? [])] as const,
  );
  return Object.fromEntries(entries);
}

async function compareEachPage(subjects: Record<"full" | "empty", Subject>, { timed }: Pace): Promise<Times> {
  const ratios: Times = {};
  for (const path of pages) {
    const times = await interleave(["full", "empty"], timed.rounds, (name) => {
      const { process, world } = subjects[name];
      return timeOne(addressOf(process.url, world, path), timed.seconds);
    });
    ratios[path] = ratiosOf(times.full, times.empty);
  }
  return ratios;
}

/** Adds the values of one start to those of the starts before. */
function append(all: Times, start: Times): void {
  for (const [path, values] of Object.entries(start)) all[path] = [...(all[path] ?? []), ...values];
}
