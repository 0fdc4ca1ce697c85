/** How long sending waits, in milliseconds. Tests use shorter waits. */
export type Timings = {
  /** The time-out of one request to Notify. */
  request: number;
  /** How long after that time-out Notify may still store the email. */
  settling: number;
  /** The wait before the next try, by the number of retries so far. */
  backoff: (retries: number) => number;
  /** How many retries there are before an email fails for good. */
  maxRetries: number;
  /** While Notify limits the rate: the first pause, the longest, and how long one job waits in all. */
  pause: { first: number; longest: number; timeout: number };
  /** The wait before a job looks again at an email that another worker has locked. */
  locked: number;
};

const halfAnHour = 1_800_000;

/** The waits of specification, section 4, Sending. The 100 retries take almost two days. */
export const usualTimings: Timings = {
  request: 20_000,
  settling: 30_000,
  backoff: (retries) => Math.min(5_000 * 2 ** retries, halfAnHour),
  maxRetries: 100,
  pause: { first: 2_000, longest: 60_000, timeout: 240_000 },
  locked: 10_000,
};
