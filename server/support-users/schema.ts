import { z } from "zod";
import { sentEmailOutput } from "../emails/list.ts";
import { compiled } from "../procedures/output.ts";
import { pageInput } from "../procedures/paging.ts";
import { supportUserEmail } from "../people/email.ts";
import { showInput } from "../people/filters/shows.ts";
import { detailSchemas, editingOutput, personOutput, userId } from "../people/schema.ts";
import { foundPageOutput } from "../search/page.ts";
import { confirmed } from "../sign-in-problems/schema.ts";

/** A person to add as a support user. */
export const personInput = z.strictObject({ ...detailSchemas, email: supportUserEmail });

export const personUpdate = personInput.extend({ userId });

/** A person to add or, if there is a `userId`, to edit. */
export const personCheck = personInput.extend({ userId: userId.optional() });

/** The input of `isEmailInUse`. */
export const addressInput = z.object({ userId: userId.optional(), email: supportUserEmail });

export const listInput = z.strictObject({ show: showInput, page: pageInput }).prefault({});
export const userInput = z.strictObject({ userId });
export const unlinkInput = z.strictObject({ userId, confirmed });

export const listOutput = foundPageOutput(personOutput);

/** A support user, with the emails to them. */
export const userOutput = compiled(
  personOutput.extend({
    editing: editingOutput,
    mayRemove: z.boolean().describe("false for oneself"),
    emails: z.array(sentEmailOutput),
  }),
);

export type ListInput = z.output<typeof listInput>;
export type User = z.output<typeof userOutput>;
export type PersonInput = z.output<typeof personInput>;
export type PersonUpdate = z.output<typeof personUpdate>;
export type PersonCheck = z.output<typeof personCheck>;
export type AddressInput = z.output<typeof addressInput>;
