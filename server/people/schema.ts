import { z } from "zod";
import { moment } from "../procedures/output.ts";
import { type DetailField, type Details, mapDetails } from "./details.ts";
import { normaliseEmail, organisationUserEmail } from "./email.ts";
import { longestTyped, nameSchema, normaliseName } from "./name.ts";

export const userId = z.uuid("Enter a user id");

/** The schema for each `rule` of a detail. For support users' email addresses, `supportUserEmail` replaces it. */
const rules = { name: nameSchema, email: () => organisationUserEmail };

/** The form in which each `rule` of a detail is stored. */
const forms = { name: normaliseName, email: normaliseEmail };

/** Returns a person's details in the form in which they are stored, whether or not they are valid. */
export function normaliseDetails(details: Details): Details {
  return mapDetails(({ name, rule }) => forms[rule](details[name].slice(0, longestTyped)));
}

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
