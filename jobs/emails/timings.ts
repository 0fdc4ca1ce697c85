/** How long sending waits for what, in milliseconds; an argument, so that tests need not wait as long. */
export type Timings = {
  /** One request to Notify. */
  request: number;
  /** After a request's time-out: how much later Notify may still store what it asked for. */
  settling: number;
  /** Before the next try, by how many there were. */
  backoff: (retries: number) => number;
  /** How many tries there are after the first, before an email is given up. */
  maxRetries: number;
  /** While Notify says 'too many': the first pause, the longest, and how long one job waits in all. */
  pause: { first: number; longest: number; patience: number };
  /** Before looking again at an email that another worker is at. */
  busy: number;
};

const halfAnHour = 1_800_000;

/** specification, section 4: 5 s doubling to half an hour, 100 times, is almost two days; what times out waits 30 s more. */
export const usualTimings: Timings = {
  request: 20_000,
  settling: 30_000,
  backoff: (retries) => Math.min(5_000 * 2 ** retries, halfAnHour),
  maxRetries: 100,
  pause: { first: 2_000, longest: 60_000, patience: 240_000 },
  busy: 10_000,
};
