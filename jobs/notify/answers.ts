import axios from "axios";
import { z } from "zod";
import { noResponse } from "../../server/emails/sending/outcomes.ts";
import { type Receipt, receiptSchema } from "../../server/emails/receipts/receipts.ts";

/** An email that Notify accepted. `receipt` says what came of it; it is undefined while Notify still tries to deliver. */
export type Accepted = { notifyId: string; receipt: Receipt | undefined };

export type NotifyTemplate = z.output<typeof templateSchema>;

/**
 * The error of a request whose answer is not what Notify answers: something before it answered in its place. Begins with
 * the text of an unknown outcome.
 */
export const notAsExpected = `${noResponse} as expected`;

/** The answer to a request to send an email. */
export const sentSchema = z.object({ id: z.guid() });

/** An email in an answer to a look-up. */
export const emailSchema = z
  .looseObject({ id: z.guid(), reference: z.string().nullable(), status: z.string() })
  .transform((email): Accepted & { reference: string | null } => {
    const receipt = receiptSchema.safeParse(email).data;
    return { reference: email.reference, notifyId: email.id, receipt };
  });

/** The answer to a look-up of a reference. */
export const foundSchema = z.object({ notifications: z.array(emailSchema) });

const templateSchema = z.object({
  id: z.guid(),
  name: z.string(),
  subject: z
    .string()
    .nullish()
    .transform((subject) => subject ?? ""),
  body: z.string(),
});

/** The answer to a request for all templates. */
export const templatesSchema = z.object({ templates: z.array(templateSchema) });

const notFoundSchema = z.object({
  status: z.literal(404),
  data: z.object({ errors: z.tuple([z.object({ error: z.literal("NoResultFound") })]) }),
});

/** Whether a request failed because Notify has nothing with the id. A 404 of something before it does not count. */
export function isNotFound(error: unknown): boolean {
  return axios.isAxiosError(error) && notFoundSchema.safeParse(error.response).success;
}
