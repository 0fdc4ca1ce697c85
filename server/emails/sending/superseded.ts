import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { hasFailedForGood } from "../failed/for-good.ts";
import { type EmailKind, emailKinds } from "../kinds.ts";
import { type EarlierEmail, isUninvited } from "./invited.ts";
import { isSamePerson, orderOf } from "./order.ts";
import { isOutcomeUnknown } from "./outcomes.ts";

/** What decides whether an email still holds, apart from earlier emails. */
export type Standing = {
  /** Whether the person belongs to the organisation that the email is about; if it is about all, to any. */
  belongs: boolean;
  /** Whether the email's recipient is the person's address now. */
  isCurrentAddress: boolean;
  /** Whether a newer email of the same kind about the same organisation waits or was sent. */
  isReplaced: boolean;
};

/**
 * The columns of `Standing`, for a query that names an email `this`, its support user `s` and its organisation user
 * `o`.
 */
export const standing = sql<Standing>`
  coalesce(
    s.removed_at is null and s.id is not null or exists (
      select from memberships where user_id = o.id
        and memberships.organisation_id = coalesce(this.organisation_id, memberships.organisation_id)
    ), false
  ) as belongs,
  coalesce(this.recipient = coalesce(s.email, o.email), false) as "isCurrentAddress",
  exists (
    select from emails newer where ${isSamePerson("newer", "this")} and newer.kind = this.kind
      and newer.organisation_id is not distinct from this.organisation_id
      and ${orderOf("newer")} > ${orderOf("this")} and newer.status not in ('cancelled', 'failed')
  ) as "isReplaced"
`;

/** Reads the standing of an email, whatever its status. */
export async function readStanding(db: Database, id: string): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select ${standing} from emails this
    left join support_users s on s.id = this.support_user_id
    left join organisation_users o on o.id = this.organisation_user_id
    where this.id = ${id}
  `.execute(db);
  const [found] = rows;
  if (found === undefined) throw new Error("There is no email with this id");
  return found;
}

/**
 * Whether an email no longer holds and must not be sent (specification, section 4, What no longer holds).
 *
 * @param standing read just before
 */
export async function isSuperseded(
  db: Database,
  { id, kind, belongs, isCurrentAddress, isReplaced }: { id: string; kind: EmailKind } & Standing,
): Promise<boolean> {
  if (kind === "organisation_user_invited_elsewhere") return isToNobody(db, id);
  if (emailKinds[kind].isInvitation) return !belongs || !isCurrentAddress || isReplaced;
  return belongs || isUninvited(await readEarlier(db, id));
}

/** Whether emails to the recipient of an email fail for good. */
async function isToNobody(db: Database, id: string): Promise<boolean> {
  const to = await db
    .selectFrom("emails")
    .select(["organisation_user_id as organisationUserId", "recipient"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return hasFailedForGood(db, to);
}

/** Reads the emails before this one to its person that are about its organisation or about all, oldest first. */
async function readEarlier(db: Database, id: string): Promise<EarlierEmail[]> {
  const { rows } = await sql<EarlierEmail>`
    select earlier.kind, earlier.notify_id is not null as "isAccepted", ${isOutcomeUnknown("earlier")} as "isUnknown",
      earlier.organisation_id is distinct from this.organisation_id as "isAboutAll"
    from emails this join emails earlier on ${isSamePerson("earlier", "this")}
      and coalesce(earlier.organisation_id, this.organisation_id) is not distinct from this.organisation_id
      and ${orderOf("earlier")} < ${orderOf("this")}
    where this.id = ${id}
    order by ${orderOf("earlier")}
  `.execute(db);
  return rows;
}
