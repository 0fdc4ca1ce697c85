import { z } from "zod";

/** Which people a list shows (specification, section 14). */
export const shows = [
  "all",
  "not_signed_in",
  "invitation_failed",
  "invited_over_7_days_ago",
  "signed_in_over_90_days_ago",
] as const;

export type Show = (typeof shows)[number];

/** A filter of a list of people: it leaves somebody out. */
export type Filter = Exclude<Show, "all">;

/** The schema of `show` in a call's input. */
export const showInput = z.enum(shows, "Enter which users to show").default("all");
