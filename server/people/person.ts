import { sql } from "kysely";
import type { z } from "zod";
import type { editingOutput } from "./schema.ts";

/** A user of either kind, as lists and pages show them. */
export type Person = {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  lastSignedInAt: Date | null;
};

/** All of a person but the id, which a join must qualify. */
export const personColumns = [
  "first_name as firstName",
  "last_name as lastName",
  "email",
  "last_signed_in_at as lastSignedInAt",
] as const;

/** Whether a person can be changed (specification, section 3, Editing). */
export type Editing = z.output<typeof editingOutput>;

/** What of a person's editing their first sign-in decides. */
export function editingOf({ lastSignedInAt }: Person): Editing {
  return lastSignedInAt ? "locked" : "open";
}

/** Every list of people is in this order, then by id (specification, section 3, Order and pages). */
export const firstNameOrder = sql`first_name collate english`;
export const lastNameOrder = sql`last_name collate english`;
