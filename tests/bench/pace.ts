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
  /** Rounds after each start, in which each subject is measured once, and how long. */
  rounds: number;
  slice: { requests: number; seconds: number };
  crowds: { sizes: Sizes; people: People };
  large: LargeSizesOf;
  /** Further requests before measuring, and people to add. */
  adding: { warmUp: number; people: number };
  emails: { toTime: number; toPoll: number; unlimited: number; invitations: number };
  imported: number;
};

export const full: Pace = {
  starts: 3,
  warmUp: 6_000,
  rounds: 12,
  slice: { requests: 600, seconds: 0.5 },
  crowds: {
    sizes: { organisations: 5_000, supportUsers: 1_000, activity: 1_000_000 },
    people: { few: 2_000, many: 200_000 },
  },
  large: { large: largeSizes, part: partOf(1 / 200) },
  adding: { warmUp: 1_000, people: 250 },
  emails: { toTime: 200, toPoll: 15, unlimited: 1_000, invitations: 3_000 },
  imported: 50_000,
};

/** For every change: CPU only, in less than 90 seconds. */
export const quick: Pace = { ...full, starts: 2, rounds: 10, slice: { requests: 300, seconds: 0 } };

/** Checks that the benchmark runs. Its figures mean nothing. */
export const smoke: Pace = {
  starts: 1,
  warmUp: 20,
  rounds: 1,
  slice: { requests: 20, seconds: 0.05 },
  crowds: {
    sizes: { organisations: 20, supportUsers: 30, activity: 100 },
    people: { few: 100, many: 2_200 },
  },
  large: { large: partOf(1 / 500), part: partOf(1 / 1_000) },
  adding: { warmUp: 3, people: 3 },
  emails: { toTime: 3, toPoll: 2, unlimited: 10, invitations: 10 },
  imported: 100,
};
