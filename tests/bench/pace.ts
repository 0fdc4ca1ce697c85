import type { People } from "./data/crowds/crowds.ts";
import type { Sizes } from "./data/crowds/fill-crowds.ts";
import type { LargeSizesOf } from "./data/large-worlds.ts";
import { largeSizes, partOf } from "./data/large/sizes.ts";

/** How much to measure. */
export type Pace = {
  /** How often each process is started. */
  starts: number;
  /** Requests before anything is measured. Ours still got faster after 4,000. */
  warmUp: number;
  /** After each start, how many slices of CPU to measure of each subject. Many short ones resist noise best. */
  cpu: { slices: number; requests: number };
  /** After each start, how often and how long to time one request. */
  timed: { rounds: number; seconds: number };
  /** After each start, how often to request each page on the large data set and on its part. The first plan its statements. */
  sized: { warmUp: number; requests: number };
  crowds: { sizes: Sizes; people: People };
  large: LargeSizesOf;
  /** After each start, slices of people to add, one at a time. */
  added: { slices: number; people: number };
  emails: { toTime: number; toPoll: number; unlimited: number; bulk: number };
  imported: number;
  /** Emails that retention clears; of other rows a part of these. */
  backlog: number;
};

export const full: Pace = {
  starts: 3,
  warmUp: 6_000,
  cpu: { slices: 40, requests: 150 },
  timed: { rounds: 4, seconds: 0.5 },
  sized: { warmUp: 6, requests: 20 },
  crowds: {
    sizes: { organisations: 5_000, supportUsers: 1_000, activity: 1_000_000 },
    people: { few: 2_000, many: 200_000 },
  },
  large: { large: largeSizes, part: partOf(1 / 200) },
  added: { slices: 10, people: 40 },
  emails: { toTime: 200, toPoll: 15, unlimited: 1_000, bulk: 3_000 },
  imported: 50_000,
  backlog: 1_500_000,
};

/** For every change: CPU only, in less than 90 seconds. */
export const quick: Pace = { ...full, starts: 2, cpu: { slices: 30, requests: 100 } };

/** Checks that the benchmark runs. Its figures mean nothing. */
export const smoke: Pace = {
  starts: 1,
  warmUp: 20,
  cpu: { slices: 1, requests: 20 },
  timed: { rounds: 1, seconds: 0.05 },
  sized: { warmUp: 0, requests: 1 },
  crowds: {
    sizes: { organisations: 20, supportUsers: 30, activity: 100 },
    people: { few: 100, many: 2_200 },
  },
  large: { large: partOf(1 / 500), part: partOf(1 / 1_000) },
  added: { slices: 1, people: 3 },
  emails: { toTime: 3, toPoll: 2, unlimited: 10, bulk: 10 },
  imported: 100,
  backlog: 100,
};
