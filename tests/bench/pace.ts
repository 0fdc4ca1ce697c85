import type { Sizes } from "./data/fill-database.ts";
import type { People } from "./data/databases.ts";

/** How much to measure, and for how many seconds. */
export type Pace = {
  sizes: Sizes;
  people: People;
  warmUp: number;
  rounds: number;
  /** Seconds for one subject in one round: under load, and one request at a time. */
  load: number;
  one: number;
  /** Invitations queued at once. */
  invitations: number;
};

export const full: Pace = {
  sizes: { organisations: 5_000, supportUsers: 1_000, activity: 1_000_000 },
  people: { few: 2_000, many: 200_000 },
  warmUp: 8,
  rounds: 9,
  load: 3,
  one: 0.7,
  invitations: 3_000,
};

/** Checks that the benchmark runs. Its figures mean nothing. */
export const smoke: Pace = {
  sizes: { organisations: 20, supportUsers: 30, activity: 100 },
  people: { few: 100, many: 2_200 },
  warmUp: 0.1,
  rounds: 1,
  load: 1,
  one: 0.1,
  invitations: 10,
};
