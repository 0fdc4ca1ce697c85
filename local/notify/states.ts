import { z } from "zod";
import { ApiError } from "./api/api-error.ts";

/**
 * What the stand-in can be put into, by a button on its page or for a test, and what happens then. Only one holds at a
 * time (specification, section 9, Stand-ins).
 */
export const states = {
  usual: "As usual: a test key, with which nothing is sent",
  "live-key": "A live key: no failures are simulated",
  trial: "In trial mode: 50 emails a day, and only to education.gov.uk",
  "daily-limit": "Daily limit: no more emails until midnight UTC",
  "key-revoked": "The key was revoked",
  "clock-wrong": "This clock and the console’s differ by a minute",
  "gateway-denies": "A gateway answers 403 with an HTML page",
  maintenance: "A maintenance page answers 200",
  "template-deleted": "The first template was deleted",
  "receipts-lost": "Receipts are lost",
  "technical-failure": "Emails end in a technical failure, without a receipt",
} as const;

export type StateName = keyof typeof states;

const order = z.object({ state: z.enum(Object.keys(states) as StateName[]) });

const clockDifference = 60_000;
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

export type State = ReturnType<typeof createState>;

/** Keeps the state, the number of emails of the day (UTC), and the time as the stand-in sees it. */
export function createState(now: () => number) {
  let name: StateName = "usual";
  let since = dayOf(now());
  let sent = { day: since, count: 0 };
  const state = {
    is: (...names: StateName[]) => names.includes(name),
    /** The time by the stand-in's clock, in milliseconds. */
    now: () => now() + (state.is("clock-wrong") ? clockDifference : 0),
    keyType: () => (state.is("live-key", "trial", "daily-limit") ? "LIVE" : "TEST"),
    /** @throws {ApiError} 400 if the order is malformed */
    put: (body: unknown): void => {
      const parsed = order.safeParse(body);
      if (!parsed.success) {
        throw new ApiError(400, { message: `Send {"state": …}: ${Object.keys(states).join(", ")}.` });
      }
      name = parsed.data.state;
      since = dayOf(now());
    },
    /** How many emails may still be sent today. With a test key, there is no limit. */
    leftToday: (): { left: number; limit: number } => {
      const today = dayOf(now());
      if (sent.day !== today) sent = { day: today, count: 0 };
      if (state.keyType() === "TEST") return { left: Infinity, limit: Infinity };
      if (state.is("daily-limit") && since === today) return { left: 0, limit: 250_000 };
      const limit = state.is("trial") ? 50 : 250_000;
      return { left: limit - sent.count, limit };
    },
    countEmail: (): void => {
      sent.count += 1;
    },
  };
  return state;
}
