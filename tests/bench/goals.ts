/** What a figure has to be, and how it is measured. */
export type Goal = {
  /** What makes the product better: a high figure or a low one. */
  limit: { atLeast: number } | { atMost: number };
  /** What we would like to reach. */
  stretch?: number;
  unit?: string;
  how: keyof typeof methods;
};

type More = Pick<Goal, "stretch" | "unit">;
const atMost = (limit: number, how: Goal["how"], more: More = {}) => ({
  limit: { atMost: limit },
  how,
  ...more,
});
const atLeast = (limit: number, how: Goal["how"], more: More = {}) => ({
  limit: { atLeast: limit },
  how,
  ...more,
});

/** How figures are measured. */
export const methods = {
  cpu: "CPU (user and system) of a request, the 20th percentile of interleaved slices",
  time: "median time, interleaved",
  memory: "resident memory after 6,000 requests",
  bytes: "gzipped",
  count: "counted",
  clock: "by the clock",
};

/**
 * All goals. A is the floor: `node:http` and strings. B is Express with Nunjucks. B2 is B as teams run it: sessions in
 * PostgreSQL, a log, a nonce, CSRF tokens. A goal is missed if every value misses it: one from each of three starts
 * or, where a single value says little, one from each round of those starts.
 */
export const goals = {
  "user list, by B": atMost(0.55, "cpu", { stretch: 0.5 }),
  "user list, by B2": atMost(0.48, "cpu", { stretch: 0.42 }),
  "A, by the user list": atLeast(0.33, "cpu", { stretch: 0.36 }),
  "details, by B's user list": atMost(0.8, "cpu"),
  "activity, by B's user list": atMost(0.9, "cpu"),
  "20 searches for people, by B's user list": atMost(1.2, "cpu"),
  "one request of the user list, by B": atMost(0.75, "time", { stretch: 0.7 }),
  "memory, by B": atMost(0.95, "memory"),
  "HTML of the user list, by A": atMost(1.05, "bytes"),

  "all script": atMost(12, "bytes", { unit: " kB" }),
  "script beyond what starts GOV.UK Frontend": atMost(0, "bytes", { unit: " kB" }),
  CSS: atMost(18, "bytes", { unit: " kB" }),

  "page of a large organisation, by a small one's": atMost(1.5, "time"),
  "page among many people, by few": atMost(1, "time"),
  "two web processes, by one": atLeast(1.8, "clock"),

  "adding a person, by bare SQL and a page": atMost(1.15, "time", { stretch: 1.1 }),
  "CPU of a row, by a call that adds a person": atMost(0.8, "cpu"),
  "two workers on one bulk change, by one": atLeast(1.5, "clock"),
  "statements to add a person": atMost(9, "count"),
  "commits to add a person, beside the rate limit's": atMost(1, "count"),
  "import of 50,000 organisations, by COPY": atMost(3, "clock"),
  "that and 60,000 links, by the organisations alone": atMost(1.3, "clock"),

  "commit to Notify, by polling every 0.5 s": atMost(1 / 40, "time"),
  "commit to Notify, 99th percentile of 200": atMost(100, "clock", { unit: " ms" }),
  "emails a second without a limit at Notify": atLeast(100, "clock"),
  "emails of a bulk change, by the time of their turns": atMost(1.1, "clock"),
  "by hand beside a bulk change, the slowest of 20": atMost(2, "clock", { unit: " s" }),
  "emails lost or given up": atMost(0, "count"),
  "emails sent twice": atMost(0, "count"),

  "the longest transaction of a retention job": atMost(2_000, "clock", { unit: " ms" }),
  "page at size, by the small part": atMost(2, "time"),
  "last page at size, by the small part": atMost(3, "time"),
  "download at size, by the small part": atMost(2, "time"),
  "call at size, by the small part": atMost(2, "time"),
  "page of a filtered list, by the unfiltered": atMost(2, "time"),
  "search with a filter, by the search without": atMost(2, "time"),
  "a sign-in problem, by a list of people": atMost(2, "time"),
  "page of the narrowed log, by the whole": atMost(2, "time"),
  "page of the narrowed log, its CPU by that of the whole": atMost(2, "cpu"),
  "search for organisations, median, by the first page": atMost(2, "time"),
  "search for organisations, 95th percentile, by the first page": atMost(10, "time"),
  "search for organisations, the slowest": atMost(300, "time", { unit: " ms" }),
  "search for people, median, by the first page": atMost(2, "time"),
  "search for people, 95th percentile, by the first page": atMost(10, "time"),
  "search for people, the slowest": atMost(300, "time", { unit: " ms" }),
} satisfies Record<string, Goal>;

export type GoalName = keyof typeof goals;
