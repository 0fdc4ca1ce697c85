import { z } from "zod";
import { moment } from "../procedures/moment.ts";
import { detailColumns, type DetailField, mapDetails } from "./details.ts";
import { organisationUserEmail } from "./email.ts";
import { nameSchema } from "./name.ts";

export const userId = z.uuid("Enter a user id");

/** The schema for each rule. Support users have a stricter one for addresses. */
const rules = { name: nameSchema, email: () => organisationUserEmail };

/** The schema for each detail, by its name (specification, section 3, Input). */
export const detailSchemas = mapDetails(({ rule, label }) => rules[rule](label)) as {
  [Field in DetailField as Field["name"]]: ReturnType<(typeof rules)[Field["rule"]]>;
};

/** A person's details, as stored. */
export const detailsOutput = z.object(mapDetails(() => z.string()));

export const addedOutput = z.object({ id: z.uuid(), ...detailsOutput.shape });

/** A user of either kind, as lists show them. */
export const personOutput = addedOutput.extend({
  lastSignedInAt: moment.nullable().describe("null: not signed in yet"),
});

/** How a query selects all of that but the id, which a join must qualify. */
export const personColumns = [...detailColumns, "last_signed_in_at as lastSignedInAt"] as const;

/** Whether a person can be changed: never, no longer (they have signed in), or now (specification, section 3, Editing). */
export const editingOutput = z.enum(["never", "locked", "open"]);
