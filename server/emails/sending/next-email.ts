import { type Expression, sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../../db/statements/compiled-once.ts";
import type { Addressee } from "../addressee.ts";
import type { EmailKind } from "../kinds.ts";
import { isSamePerson, orderOf } from "./order.ts";
import { isOutcomeUnknown } from "./outcomes.ts";
import { type Standing, standing } from "./superseded.ts";

/** A queued email with what its message says, and whether it holds. */
export type QueuedEmail = Addressee &
  Standing & {
    id: string;
    kind: EmailKind;
    /** Null after the retention period. */
    recipient: string | null;
    attempts: number;
    retries: number;
    /** The time since the last attempt to send it, in milliseconds by the database's clock; null if there was none. */
    sinceAttempt: number | null;
    /** Why the last attempt failed; null if there was none, or its outcome was not recorded. */
    error: string | null;
    /** Whether Notify may have accepted it. */
    isUnknown: boolean;
    /** Whether it was tried and is not yet due again. An email that only waits for an earlier one is not postponed. */
    isPostponed: boolean;
    /** The name of its person; null if their record was deleted. */
    firstName: string | null;
    lastName: string | null;
    /** The name of its organisation. */
    organisation: string | null;
    /** Whether no other email to the person waits to be sent, those that the query leaves out aside. */
    isLast: boolean;
  };

/**
 * Reads the first email to a person that waits to be sent, in the order of requests.
 *
 * @param without ids of emails to leave out
 */
export async function findNextEmail(
  db: Database,
  personId: string,
  without: string[],
): Promise<QueuedEmail | undefined> {
  const [email] = await selectNextEmail(db, { personId, without });
  return email;
}

type NextOf = Placeholders<{ personId: string; without: string[] }>;

const selectNextEmail = compiledOnce((_db, { personId, without }: NextOf) => {
  const isWaiting = sql`${isToPerson(personId)} and this.status = 'queued' and this.id <> all(${without}::uuid[])`;
  return sql<QueuedEmail>`
    select this.id, kind, recipient, attempts, retries, error, support_user_id as "supportUserId",
      organisation_user_id as "organisationUserId", organisation_id as "organisationId",
      (extract(epoch from now() - attempted_at) * 1000)::float8 as "sinceAttempt",
      ${isOutcomeUnknown("this")} as "isUnknown",
      coalesce(due_at > now() and attempted_at is not null, false) as "isPostponed",
      coalesce(s.first_name, o.first_name) as "firstName", coalesce(s.last_name, o.last_name) as "lastName",
      organisations.name as organisation, ${standing}, (
        select count(*) = 1 from emails this where ${isWaiting}
      ) as "isLast"
    from emails this
    left join support_users s on s.id = support_user_id
    left join organisation_users o on o.id = organisation_user_id
    left join organisations on organisations.id = organisation_id
    where ${isWaiting}
    order by ${orderOf("this")}
    limit 1
  `;
});

/**
 * The condition that an email, which the query names `this`, is to a person. An email whose person's record was deleted
 * stands for itself: `personId` is then its own id.
 */
export function isToPerson(personId: Expression<string>) {
  return sql<boolean>`
    (this.support_user_id = ${personId} or this.organisation_user_id = ${personId} or this.id = ${personId})
  `;
}

/** Returns the id of the first email that waits to be sent to the same person as this one, whatever its status. */
export async function findFirstQueuedBeside(db: Database, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select next.id from emails this join emails next on ${isSamePerson("next", "this")} and next.status = 'queued'
    where this.id = ${id} order by ${orderOf("next")} limit 1
  `.execute(db);
  return rows[0]?.id;
}
