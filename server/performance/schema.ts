import { z } from "zod";
import { compiled } from "../procedures/output.ts";
import { refusedReasons } from "../sign-in-problems/refused/reasons.ts";
import { periods } from "./periods.ts";

export const getInput = z
  .strictObject({
    period: z
      .enum(periods, "Enter a period")
      .default("30_days")
      .describe("the last 30 days, the last 12 months (this month and the 11 before it), or all time"),
  })
  .prefault({});

const day = z.iso.date();
const count = z.int();

/** The figures of a period (specification, section 15, The page). */
const figures = z.object({
  from: day.describe("the first day"),
  to: day.describe("the last day, in London: figures are counted each night"),
  added: z
    .object({
      users: count,
      invitationSent: count,
      invitationDelivered: count,
      signedIn: count,
    })
    .describe("organisation users by the day of adding, and what became of them within 90 days"),
  firstSignIn: z.object({
    medianDays: z.number().nullable().describe("days from adding to the first sign-in; null without any"),
    within: z.array(z.object({ days: count, users: count })),
  }),
  months: z
    .array(z.object({ from: day, to: day, added: count, removed: count }))
    .describe("users added, and users removed from their last organisation"),
  emails: z.object({ sent: count, delivered: count, failed: count, cancelled: count }),
  failedEmails: z.array(z.object({ reason: z.string(), emails: count })).describe("most frequent first"),
  refusedSignIns: z.array(z.object({ reason: z.enum(refusedReasons), signIns: count })),
  organisations: z.object({ withUser: count, withSignedInUser: count }).describe("on the day after `to`"),
});

export const getOutput = compiled(
  z.object({
    period: z.enum(periods),
    figures: figures.nullable().describe("null until figures have been counted for the first time"),
  }),
);

export type GetInput = z.output<typeof getInput>;

export type Performance = z.output<typeof getOutput>;

export type Figures = z.output<typeof figures>;
