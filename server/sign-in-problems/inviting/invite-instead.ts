import type { Transaction } from "kysely";
import type { Database } from "../../../db/database.ts";
import type { DB } from "../../../db/types.ts";
import { recordActivity } from "../../activity/activity.ts";
import type { ChangeContext } from "../../actor.ts";
import { queueEmail } from "../../emails/queue.ts";
import { addMember } from "../../organisation-users/add.ts";
import { removeMember } from "../../organisation-users/remove.ts";
import { makeChange, recordOnly, requireFree } from "../../people/change.ts";
import type { Details } from "../../people/details.ts";
import { requireScope } from "../../procedures/trpc.ts";
import { editLocked } from "../../people/edit.ts";
import { subjectOf } from "../../support-users/support-users.ts";
import type { InsteadInput, Invited } from "../schema.ts";
import { markInvited } from "./invitable.ts";
import { type Move, readMove } from "./read-move.ts";

/**
 * Invites a person who has never signed in at the address that was refused, in place of theirs. An organisation user is
 * removed from all their organisations and added to them anew with the other address, in one transaction; the old address
 * is told so, and the new one gets sign-in details. A support user's address is changed (specification, section 12,
 * Inviting another address).
 *
 * @returns the person with the new address
 * @throws the errors of `readMove`, and any error of `context.claim`; {TRPCError} FORBIDDEN with the reason `scopeMissing`,
 * if it is a support user and the script may not change those
 */
export function inviteInstead(db: Database, context: ChangeContext, input: InsteadInput): Promise<Invited> {
  return makeChange(db, context, async (trx) => {
    const move = await readMove(trx, input, "lock");
    if (move.kind === "support_user") requireScope(context.actor, "support-users");
    const person = await movers[move.kind](trx, context, move);
    await recordActivity(trx, context.actor, {
      action: "invited_instead",
      subject: { kind: move.kind, ...person },
      changes: { email: { from: move.person.email, to: person.email } },
    });
    await markInvited(trx, input.problemId, context.actor);
    return { kind: move.kind, ...person };
  });
}

type Person = Details & { id: string };

const movers: Record<
  Move["kind"],
  (trx: Transaction<DB>, context: ChangeContext, move: Move) => Promise<Person>
> = {
  support_user: async (trx, context, { person, newEmail }) => {
    const { id, ...details } = person;
    await editLocked(trx, context, subjectOf(id), { ...details, email: newEmail });
    return { ...person, email: newEmail };
  },

  organisation_user: async (trx, context, move) => {
    const { id, ...details } = move.person;
    let moved: Person | undefined;
    for (const { id: organisationId } of move.organisations) {
      await removeMember(trx, context, { organisationId, userId: id }, recordOnly);
      const added = { organisationId, ...details, email: move.newEmail };
      const { isNew, ...person } = await addMember(trx, context, added, {
        record: recordOnly,
        mayBeClosed: true,
      });
      // At the same moment somebody else may have added the address to an organisation.
      requireFree(moved === undefined && !isNew);
      moved = person;
    }
    if (moved === undefined) throw new Error("A person who can be moved belongs to an organisation");
    await emailBoth(trx, context, move, moved);
    return moved;
  },
};

/** Queues one email to each address, about all organisations. */
async function emailBoth(
  trx: Transaction<DB>,
  { queue }: ChangeContext,
  { person: { id, email }, organisations, newEmail }: Move,
  moved: Person,
): Promise<void> {
  const alarmId = await queueEmail(trx, queue, {
    kind: "organisation_user_invited_elsewhere",
    ...{ recipient: email, organisationUserId: id },
  });
  const organisation_ids = organisations.map((organisation) => organisation.id);
  await trx.updateTable("emails").set({ organisation_ids }).where("id", "=", alarmId).execute();
  const [only, ...others] = organisations;
  const isOne = only !== undefined && others.length === 0;
  await queueEmail(trx, queue, {
    kind: isOne ? "organisation_user_added" : "email_address_changed",
    ...{ recipient: newEmail, organisationUserId: moved.id },
    ...(isOne && { organisationId: only.id }),
  });
}
