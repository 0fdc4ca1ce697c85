import type { EmailQueue } from "../../server/emails/queue.ts";
import type { PauseLengths } from "./pacing/sending-pause.ts";

/** The time-outs and waits of sending, in milliseconds. Tests use shorter ones. */
export type Timings = {
  /** The time-out of one request to Notify. */
  request: number;
  /** How long after that time-out Notify may still accept the email. */
  settling: number;
  /** The wait before the next retry; `retries` is the number of retries so far. */
  backoff: (retries: number) => number;
  /** The number of retries after which an email has failed. */
  maxRetries: number;
  /**
   * The first and the longest pause of each queue when Notify limits the rate, and how long one job pauses and retries
   * in total.
   */
  pause: Record<EmailQueue, PauseLengths> & { timeout: number };
  /** The time between two emails of bulk changes, across all workers. */
  spacing: number;
  /** The wait before the next job for an email that another worker has locked. */
  locked: number;
};

const halfAnHour = 1_800_000;

/**
 * The times of production (specification, section 4, Sending; section 11, Emails). The 100 retries take almost two days.
 */
export const usualTimings: Timings = {
  request: 20_000,
  settling: 30_000,
  backoff: (retries) => Math.min(5_000 * 2 ** retries, halfAnHour),
  maxRetries: 100,
  pause: {
    single: { first: 100, longest: 500 },
    bulk: { first: 2_000, longest: 60_000 },
    timeout: 240_000,
  },
  spacing: 25,
  locked: 10_000,
};
