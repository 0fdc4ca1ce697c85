import { sql } from "kysely";
import type { z } from "zod";
import type { editingOutput, personOutput } from "./schema.ts";

/** A user of either kind, as a query answers. */
export type Person = z.input<typeof personOutput>;

/** Whether a person can be changed (specification, section 3, Editing). */
export type Editing = z.output<typeof editingOutput>;

/** A person can be changed until their first sign-in, where nothing else forbids it. */
export function editingOf({ lastSignedInAt }: Person): Editing {
  return lastSignedInAt ? "locked" : "open";
}

/** Every list of people is in this order, then by id (specification, section 3, Order and pages). */
export const nameOrder = sql`first_name collate english, last_name collate english`;
