import type { Figure } from "../figures/figure.ts";
import { timeOne } from "../processes/load.ts";
import type { Measured } from "../processes/measured-process.ts";
import { startOurs } from "../processes/console-process.ts";
import { findFreePorts } from "../../setup/free-port.ts";
import type { Pace } from "../pace.ts";
import { interleave, ratioOf } from "../figures/statistics.ts";
import type { World } from "../data/databases.ts";

type Worlds = { few: World; many: World };
type Subject = { measured: Measured; world: World };

/**
 * Compares a large organisation's pages with a small one's, and a database of many people with one of few.
 */
export async function compareSizes({ few, many }: Worlds, pace: Pace): Promise<Figure[]> {
  await using started = new AsyncDisposableStack();
  const ports = await findFreePorts(2);
  const start = async (world: World, port = 0): Promise<Subject> => {
    const measured = await startOurs(world, port);
    started.defer(() => measured.stop());
    return { measured, world };
  };
  const full = await start(many, ports[0]);
  const empty = await start(few, ports[1]);
  for (const subject of [full, empty]) {
    for (const path of pages) await timeOne(addressOf(subject, path), pace.warmUp / pages.length);
  }
  return [...(await comparePages(full, pace)), ...(await compareCrowds(full, empty, pace))];
}

/** Compares each page of the large organisation with the only page of the small one. */
async function comparePages(full: Subject, pace: Pace): Promise<Figure[]> {
  const small = "/support/organisations/:small/users";
  const large = [1, 20, 40, 60, 80].map((page) => `/support/organisations/:large/users?page=${page}`);
  const times = await interleave([small, ...large], pace.rounds, (path) =>
    timeOne(addressOf(full, path), pace.one),
  );
  return large.map((path) => ({
    what: `${path}, by page 1 of :small`,
    value: ratioOf(times.get(path) ?? [], times.get(small) ?? []),
    limit: { atMost: 1.5 },
  }));
}

const pages = [
  "/support/organisations",
  "/support/organisations?query=school+12",
  "/support/organisations/:usual",
  "/support/organisations/:usual/users",
  "/support/organisations/:usual/users?page=2",
  "/support/organisation-users",
  "/support/organisation-users?page=3",
  "/support/organisation-users?query=el.fdhgd18@",
  "/support/organisation-users?notSignedIn=yes",
  "/support/users",
  "/support/activity",
];

async function compareCrowds(full: Subject, empty: Subject, pace: Pace): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const path of pages) {
    const times = await interleave([full, empty], pace.rounds, (subject) =>
      timeOne(addressOf(subject, path), pace.one),
    );
    figures.push({
      what: `${path}, many people by few`,
      value: ratioOf(times.get(full) ?? [], times.get(empty) ?? []),
      limit: { atMost: 1 },
    });
  }
  return figures;
}

function addressOf({ measured, world }: Subject, path: string) {
  const { organisations, cookie } = world;
  const named = path.replace(
    /:(large|small|usual)/,
    (_, name: keyof typeof organisations) => organisations[name],
  );
  return { url: measured.url + named, cookie };
}
