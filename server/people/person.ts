import { type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import { isoTime } from "../../db/iso-time.ts";
import { detailColumns } from "./details.ts";
import type { editingOutput, personOutput } from "./schema.ts";

/** A support user or organisation user, as in lists. */
export type Person = z.output<typeof personOutput>;

/**
 * Arguments for Kysely's `select`: the columns of `personOutput` without the id, which in a join needs the name of its
 * table.
 */
export const personColumns = [
  ...detailColumns,
  isoTime(sql<Date | null>`last_signed_in_at`).as("lastSignedInAt"),
] as const;

/** Whether a person can be changed (specification, section 3, Editing). */
export type Editing = z.output<typeof editingOutput>;

/** 'open' until the person's first sign-in, then 'locked'. Does not check whether configuration forbids editing. */
export function editingOf({ lastSignedInAt }: Person): Editing {
  return lastSignedInAt ? "locked" : "open";
}

/** The columns of a record that is used for a new person, besides the details (specification, section 3). */
export const asNew = {
  dfe_sign_in_id: null,
  last_signed_in_at: null,
  unlinked_at: null,
  revived_at: sql<Date>`clock_timestamp()`, // not `now()`, which can be before the removal if this waited for it
};

/**
 * An SQL expression for the time from which on everything in an organisation user's or support user's record is about
 * the person as they were last added (specification, section 3).
 */
export function countsFrom(id: RawBuilder<string> | string): RawBuilder<Date> {
  return sql<Date>`coalesce(
    (select revived_at from organisation_users where id = ${id}),
    (select revived_at from support_users where id = ${id}),
    '-infinity'
  )`;
}

/** The order of every list of people; add the id as the last criterion (specification, section 3, Order and pages). */
export const nameOrder = sql`first_name collate english, last_name collate english`;
