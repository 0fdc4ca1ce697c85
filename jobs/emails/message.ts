import { templateId } from "../../server/emails/kinds.ts";
import { personalise, userTextFields } from "../../server/emails/personalisation.ts";
import type { QueuedEmail } from "../../server/emails/records.ts";
import { isSuperseded } from "../../server/emails/superseded.ts";
import type { Message } from "./notify.ts";
import type { Sender } from "./sender.ts";

/** Composes what Notify is to send; undefined when the email must not be sent any more. */
export async function composeMessage(
  { db, environment }: Sender,
  { recipient, ...email }: QueuedEmail,
): Promise<Message | undefined> {
  if (recipient === null || (await isSuperseded(db, { ...email, recipient }))) return undefined;
  const personalisation = await personalise(db, environment, { ...email, recipient });
  return (
    personalisation && {
      templateId: templateId(environment, email.kind),
      to: recipient,
      reference: email.id,
      personalisation,
      sanitiseContentFor: userTextFields.filter((field) => field in personalisation),
    }
  );
}
