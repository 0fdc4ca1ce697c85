import { sql, type Transaction } from "kysely";
import type { Database } from "../../../db/database.ts";
import type { DB } from "../../../db/types.ts";
import { recordActivity } from "../../activity/activity.ts";
import type { ChangeContext } from "../../actor.ts";
import { makeChange } from "../../people/change.ts";
import { detailColumns } from "../../people/details.ts";
import { type UserKind, userKinds } from "../../people/kinds.ts";
import { currentIdOf, findCurrent } from "../../people/merged.ts";
import { refusal } from "../../refusals.ts";
import { endSessionsOf } from "../../sign-in/sessions/own-sessions.ts";
import { lockSessions, oneAtATime } from "../../support-users/remove.ts";
import { readFacts } from "./facts.ts";
import { findingOf } from "./finding.ts";
import { isSelf } from "./signing-in.ts";

/**
 * Unlinks a person's DfE Sign-in account, so that the next account with their address is linked, and ends their
 * sessions. It is for somebody whose account was made anew, and possible only where that is the next step of the finding:
 * whether it still is, is read after locking the person, so a sign-in at the same moment wins (specification, section 12,
 * Unlinking).
 *
 * @throws {TRPCError} NOT_FOUND; FORBIDDEN with the reason `isOwnAccount` or `cannotUnlink`; and any error of
 * `context.claim`
 */
export function unlinkAccount(
  db: Database,
  context: ChangeContext,
  kind: UserKind,
  userId: string,
): Promise<void> {
  // A support user's sessions are locked before the user, as when they are removed.
  const ordered = kind === "support_user" ? oneAtATime(context) : context;
  return makeChange(db, ordered, async (trx) => {
    if (kind === "support_user") await lockSessions(trx, userId);
    const person = await lockPerson(trx, kind, userId);
    if (isSelf(context.actor, person.id)) throw refusal("isOwnAccount");
    const facts = await readFacts(trx, kind, person.id);
    if (findingOf({ ...facts, isSelf: false }).nextStep !== "unlink") throw refusal("cannotUnlink");
    await trx
      .updateTable(userKinds[kind].table)
      .set({ dfe_sign_in_id: null, unlinked_at: sql<Date>`clock_timestamp()` })
      .where("id", "=", person.id)
      .execute();
    await endSessionsOf(trx, context.actor, { kind, id: person.id }, "unlinked");
    await recordActivity(trx, context.actor, { action: "unlinked", subject: { kind, ...person } });
  });
}

/** API documentation of the procedure `unlink`, which organisation users and support users both have. */
export function aboutUnlinking(notFound: string) {
  return {
    summary:
      "Unlinks a user's DfE Sign-in account, where `signingIn` says so. The next account with their address is then linked. Sends no email.",
    errors: { FORBIDDEN: "the next step is another, or the user is the caller", NOT_FOUND: notFound },
  };
}

function lockPerson(trx: Transaction<DB>, kind: UserKind, userId: string) {
  const { table, isCurrent } = userKinds[kind];
  return findCurrent(
    trx
      .selectFrom(table)
      .select(["id", ...detailColumns])
      .where("id", "=", currentIdOf(userId))
      .where(isCurrent)
      .forUpdate(),
  );
}
