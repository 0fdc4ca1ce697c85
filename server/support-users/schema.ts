import { z } from "zod";
import { sentEmailOutput } from "../emails/list.ts";
import { pageInput, pageOutput } from "../procedures/paging.ts";
import { supportUserEmail } from "../people/email.ts";
import { editingOutput, nameFields, personOutput } from "../people/schema.ts";

const userId = z.uuid("Enter a user id");
const email = supportUserEmail;

/** A person to add as a support user. */
export const personInput = z.strictObject({ ...nameFields, email });

/** A support user to change. */
export const personUpdate = personInput.extend({ userId });

/** A person to add, or with a user id to change, as far as that would go. */
export const personCheck = personInput.extend({ userId: userId.optional() });

/** All that 'in use' depends on. */
export const addressInput = z.object({ userId: userId.optional(), email });

export const listInput = z.strictObject({ page: pageInput }).prefault({});
export const userInput = z.strictObject({ userId });

export const listOutput = pageOutput(personOutput);

/** A support user, with the emails to them. */
export const userOutput = personOutput.extend({
  editing: editingOutput,
  mayRemove: z.boolean().describe("false for oneself"),
  emails: z.array(sentEmailOutput),
});

export type PersonInput = z.output<typeof personInput>;
export type PersonUpdate = z.output<typeof personUpdate>;
export type AddressInput = z.output<typeof addressInput>;
