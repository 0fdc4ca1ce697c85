import type { Transaction } from "kysely";
import type { PgBoss } from "pg-boss";
import type { DB } from "../../db/types.ts";
import { enqueueEmail } from "../../jobs/enqueue.ts";
import type { EmailKind } from "../environment.ts";

type NewEmail = {
  kind: EmailKind;
  recipient: string;
  supportUserId?: string;
  organisationUserId?: string;
  organisationId?: string;
};

/**
 * Records an email and queues the job that sends it, in the change's own transaction (SPEC §4): both are there once
 * the change is, and neither without it.
 */
export async function queueEmail(trx: Transaction<DB>, queue: PgBoss, email: NewEmail): Promise<string> {
  const { id } = await trx
    .insertInto("emails")
    .values({
      kind: email.kind,
      recipient: email.recipient,
      support_user_id: email.supportUserId,
      organisation_user_id: email.organisationUserId,
      organisation_id: email.organisationId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await enqueueEmail(trx, queue, id);
  return id;
}
