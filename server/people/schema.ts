import { z } from "zod";
import { moment } from "../procedures/moment.ts";
import { nameSchema } from "./name.ts";

/** The two fields that every person has, with the messages of specification, section 3. */
export const nameFields = { firstName: nameSchema("First name"), lastName: nameSchema("Last name") };

/** The three answers of a details form, as they are stored. */
export const detailsOutput = z.object({ firstName: z.string(), lastName: z.string(), email: z.string() });

/** A person who was added. */
export const addedOutput = z.object({ id: z.uuid(), ...detailsOutput.shape });

/** A user of either kind, as lists show them. */
export const personOutput = addedOutput.extend({
  lastSignedInAt: moment.nullable().describe("null: not signed in yet"),
});

/** Whether a person can be changed: never, not any more since they signed in, or still (specification, section 3, Editing). */
export const editingOutput = z.enum(["never", "locked", "open"]);
