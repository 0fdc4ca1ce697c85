import { z } from "zod";
import { moment } from "../procedures/output.ts";
import { type DetailField, mapDetails } from "./details.ts";
import { organisationUserEmail } from "./email.ts";
import { nameSchema } from "./name.ts";

export const userId = z.uuid("Enter a user id");

/** The schema for each `rule` of a detail. For support users' email addresses, `supportUserEmail` replaces it. */
const rules = { name: nameSchema, email: () => organisationUserEmail };

/** The input schema for each detail; the keys are the names of the details (specification, section 3, Input). */
export const detailSchemas = mapDetails(({ rule, label }) => rules[rule](label)) as {
  [Field in DetailField as Field["name"]]: ReturnType<(typeof rules)[Field["rule"]]>;
};

/** A person's details, as stored. */
export const detailsOutput = z.object(mapDetails(() => z.string()));

export const addedOutput = z.object({ id: z.uuid(), ...detailsOutput.shape });

/** A support user or organisation user, as in lists. */
export const personOutput = addedOutput.extend({
  lastSignedInAt: moment.nullable().describe("null: not signed in yet"),
});

/**
 * Whether a person can be edited: 'never' because of configuration, 'locked' because they have signed in, or 'open'
 * (specification, section 3, Editing).
 */
export const editingOutput = z.enum(["never", "locked", "open"]);
