import type { Transaction } from "kysely";
import type { DB } from "../../db/types.ts";
import { sendInvitationAgain } from "../emails/send-again.ts";
import { listEmailsTo } from "../emails/sent-emails.ts";
import { changePerson, checkChange } from "../people/change-person.ts";
import { requireFree } from "../people/in-use.ts";
import { editingOf } from "../people/person.ts";
import { personProcedure, router, supportProcedure } from "../trpc.ts";
import { addSupportUser } from "./add.ts";
import { removeSupportUser } from "./remove.ts";
import { addressInput, listInput, personCheck, personInput, personUpdate, userInput } from "./schema.ts";
import { getSupportUser, isEmailInUse, listSupportUsers, lockSupportUser } from "./support-users.ts";

/** DfE staff who may use the console. */
export const supportUsersRouter = router({
  list: supportProcedure.input(listInput).query(({ ctx, input }) => listSupportUsers(ctx.db, input)),

  get: supportProcedure.input(userInput).query(async ({ ctx, input: { userId } }) => {
    const user = await getSupportUser(ctx.db, userId);
    const isSelf = ctx.actor.kind === "support_user" && ctx.actor.id === userId;
    return {
      ...user,
      editing: editingOf(user),
      mayRemove: !isSelf,
      emails: await listEmailsTo(ctx.db, userId),
    };
  }),

  check: personProcedure(personCheck, addressInput, isEmailInUse).query(async ({ ctx, input }) => {
    const { userId, ...person } = input;
    const isTaken = await isEmailInUse(ctx.db, input);
    if (userId !== undefined) checkChange(await getSupportUser(ctx.db, userId), isTaken);
    else requireFree(isTaken);
    return person;
  }),

  add: personProcedure(personInput, addressInput, isEmailInUse).mutation(({ ctx, input }) =>
    addSupportUser(ctx.db, ctx, input),
  ),

  update: personProcedure(personUpdate, addressInput, isEmailInUse).mutation(({ ctx, input }) => {
    const lock = (trx: Transaction<DB>) => lockSupportUser(trx, input.userId);
    return changePerson(ctx.db, ctx, { kind: "support_user", lock }, input);
  }),

  remove: supportProcedure
    .input(userInput)
    .mutation(({ ctx, input }) => removeSupportUser(ctx.db, ctx, input.userId)),

  resendInvitation: supportProcedure.input(userInput).mutation(({ ctx, input }) =>
    sendInvitationAgain(ctx.db, ctx, {
      kind: "support_user",
      email: "support_user_added",
      lock: (trx) => lockSupportUser(trx, input.userId),
    }),
  ),
});
