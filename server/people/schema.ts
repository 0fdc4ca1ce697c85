import { z } from "zod";
import { moment } from "../procedures/moment.ts";
import { mapDetails } from "./details.ts";

/** A person's details, as stored. */
export const detailsOutput = z.object(mapDetails(() => z.string()));

/** A person who was added. */
export const addedOutput = z.object({ id: z.uuid(), ...detailsOutput.shape });

/** A user of either kind, as lists show them. */
export const personOutput = addedOutput.extend({
  lastSignedInAt: moment.nullable().describe("null: not signed in yet"),
});

/** Whether a person can be changed: never, no longer because they have signed in, or now (specification, section 3, Editing). */
export const editingOutput = z.enum(["never", "locked", "open"]);
