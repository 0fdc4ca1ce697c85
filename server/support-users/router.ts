import { describeResending, resendInvitation } from "../emails/resend.ts";
import { answerPerson, once, onceAnswering } from "../idempotency/once.ts";
import { repeatable } from "../idempotency/schema.ts";
import { addedOutput, detailsOutput } from "../people/schema.ts";
import { nothing } from "../procedures/output.ts";
import { personProcedure, router, supportProcedure } from "../procedures/trpc.ts";
import { addSupportUser } from "./add.ts";
import { checkSupportUser, editSupportUser } from "./edit.ts";
import { removeSupportUser } from "./remove.ts";
import * as schema from "./schema.ts";
import { describeSupportUser, isEmailInUse, listSupportUsers, subjectOf } from "./support-users.ts";
import { listing } from "../search/running/listing.ts";
import { signingInOutput } from "../sign-in-problems/signing-in/schema.ts";
import { aboutSigningIn, describeSigningIn } from "../sign-in-problems/signing-in/signing-in.ts";
import { aboutUnlinking, unlinkAccount } from "../sign-in-problems/signing-in/unlink.ts";

/** What a script needs to change support users. */
const scope = "support-users";

const notFound = "there is no such support user";
const locked = "the user has signed in";
const inUse = "the email address is in use";

/** Support users: staff of the Department for Education who can use the console. */
export const supportUsersRouter = router({
  list: supportProcedure
    .meta({ summary: "A page of support users, by first name, then last name." })
    .input(schema.listInput)
    .output(schema.listOutput)
    .query(listing(({ show }) => show !== "all", listSupportUsers)),

  get: supportProcedure
    .meta({ summary: "One support user, and the emails to them.", errors: { NOT_FOUND: notFound } })
    .input(schema.userInput)
    .output(schema.userOutput)
    .query(({ ctx, input }) => describeSupportUser(ctx.db, ctx.actor, input.userId)),

  check: personProcedure(schema.personCheck, schema.addressInput, isEmailInUse)
    .meta({
      summary: "What `add` would store, or `update` if there is a `userId`. Changes nothing.",
      errors: { CONFLICT: inUse, FORBIDDEN: locked, NOT_FOUND: notFound },
    })
    .output(detailsOutput)
    .query(({ ctx, input }) => checkSupportUser(ctx.db, input)),

  add: personProcedure(repeatable(schema.personInput), schema.addressInput, isEmailInUse)
    .meta({
      scope,
      summary:
        "Adds a support user and emails them. If a removed user has the address, their record is restored as new.",
      errors: { CONFLICT: inUse },
    })
    .output(addedOutput)
    .mutation(onceAnswering((ctx, input) => addSupportUser(ctx.db, ctx, input), answerPerson)),

  update: personProcedure(repeatable(schema.personUpdate), schema.addressInput, isEmailInUse)
    .meta({
      scope,
      summary: "Changes a support user until their first sign-in. Emails sign-in details to a new address.",
      errors: { CONFLICT: inUse, FORBIDDEN: locked, NOT_FOUND: notFound },
    })
    .output(nothing)
    .mutation(once((ctx, input) => editSupportUser(ctx.db, ctx, input))),

  remove: supportProcedure
    .meta({
      scope,
      summary: "Removes a support user, ends their sessions and emails them.",
      errors: { FORBIDDEN: "the user is the caller, or the last support user", NOT_FOUND: notFound },
    })
    .input(repeatable(schema.userInput))
    .output(nothing)
    .mutation(once((ctx, input) => removeSupportUser(ctx.db, ctx, input.userId))),

  resendInvitation: supportProcedure
    .meta({ ...describeResending(notFound), scope })
    .input(repeatable(schema.userInput))
    .output(nothing)
    .mutation(once((ctx, input) => resendInvitation(ctx.db, ctx, subjectOf(input.userId)))),

  signingIn: supportProcedure
    .meta(aboutSigningIn(notFound))
    .input(schema.userInput)
    .output(signingInOutput)
    .query(({ ctx, input }) => describeSigningIn(ctx.db, ctx.actor, "support_user", input.userId)),

  unlink: supportProcedure
    .meta({ ...aboutUnlinking(notFound), scope })
    .input(repeatable(schema.unlinkInput))
    .output(nothing)
    .mutation(once((ctx, input) => unlinkAccount(ctx.db, ctx, "support_user", input.userId))),
});
