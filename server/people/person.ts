import { sql } from "kysely";
import type { z } from "zod";
import { detailColumns } from "./details.ts";
import type { editingOutput, personOutput } from "./schema.ts";

/** A user of either kind, as a query answers. */
export type Person = z.input<typeof personOutput>;

/** All columns of a person but the id, which a join must qualify. */
export const personColumns = [...detailColumns, "last_signed_in_at as lastSignedInAt"] as const;

/** Whether a person can be changed (specification, section 3, Editing). */
export type Editing = z.output<typeof editingOutput>;

/** A person can be changed until their first sign-in, where nothing else forbids it. */
export function editingOf({ lastSignedInAt }: Person): Editing {
  return lastSignedInAt ? "locked" : "open";
}

/** Every list of people is in this order, then by id (specification, section 3, Order and pages). */
export const nameOrder = sql`first_name collate english, last_name collate english`;
