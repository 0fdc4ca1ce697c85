import { answerPerson, once, onceAnswering } from "../idempotency/once.ts";
import { repeatable } from "../idempotency/schema.ts";
import { isEmailInUse as isOrganisationUserEmailInUse } from "../organisation-users/organisation-users.ts";
import { addressInput as organisationAddress } from "../organisation-users/schema.ts";
import { addedOutput } from "../people/schema.ts";
import { nothing } from "../procedures/output.ts";
import { personProcedure, router, supportProcedure } from "../procedures/trpc.ts";
import { listing } from "../search/running/listing.ts";
import { addressInput as supportAddress } from "../support-users/schema.ts";
import { isEmailInUse as isSupportUserEmailInUse } from "../support-users/support-users.ts";
import { addAsSupportUser, addToOrganisation } from "./inviting/add.ts";
import { checkInstead } from "./inviting/check-instead.ts";
import { inviteInstead } from "./inviting/invite-instead.ts";
import { listProblems } from "./list.ts";
import { describeProblem } from "./problem.ts";
import { resolveProblem } from "./resolve.ts";
import * as schema from "./schema.ts";

const notFound = "there is no such sign-in problem";
const closed = "the email address is in use, or the problem is resolved or led to an invitation";

const insteadErrors = {
  CONFLICT: closed,
  FORBIDDEN: "the user has signed in, or the address cannot be invited",
  NOT_FOUND:
    "there is no such sign-in problem, or no such user who belongs to an organisation or is a support user",
};

const addingErrors = { CONFLICT: closed, FORBIDDEN: "the address cannot be invited" };

/** Sign-ins that were refused, and what support staff do about them. */
export const signInProblemsRouter = router({
  list: supportProcedure
    .meta({
      summary:
        "A page of the sign-ins that were refused, newest first. Every word of `query` is in the name or the address.",
    })
    .input(schema.listInput)
    .output(schema.listOutput)
    .query(listing(({ query }) => query !== "", listProblems)),

  get: supportProcedure
    .meta({
      summary: "One refused sign-in, with the people it could be and what can be done about it.",
      errors: { NOT_FOUND: notFound },
    })
    .input(schema.problemInput)
    .output(schema.problemPageOutput)
    .query(({ ctx, input }) => describeProblem(ctx.db, input.problemId)),

  checkInstead: supportProcedure
    .meta({ summary: "What `inviteInstead` would do. Changes nothing.", errors: insteadErrors })
    .input(schema.insteadInput)
    .output(schema.insteadOutput)
    .query(({ ctx, input }) => checkInstead(ctx.db, input)),

  inviteInstead: supportProcedure
    .meta({
      summary:
        "Invites a user who has never signed in at the refused address instead of theirs: removes them from all their organisations, adds them anew and emails both addresses. A support user's address is changed.",
      errors: insteadErrors,
    })
    .input(repeatable(schema.inviteInsteadInput))
    .output(schema.invitedOutput)
    .mutation(onceAnswering((ctx, input) => inviteInstead(ctx.db, ctx, input), answerPerson)),

  addToOrganisation: personProcedure(
    repeatable(schema.addToOrganisationInput),
    organisationAddress,
    isOrganisationUserEmailInUse,
  )
    .meta({
      summary: "Adds the person who was refused to an organisation, as `organisationUsers.add` does.",
      errors: { ...addingErrors, NOT_FOUND: "there is no such sign-in problem or organisation" },
    })
    .output(addedOutput)
    .mutation(onceAnswering((ctx, input) => addToOrganisation(ctx.db, ctx, input), answerPerson)),

  addAsSupportUser: personProcedure(
    repeatable(schema.addAsSupportUserInput),
    supportAddress,
    isSupportUserEmailInUse,
  )
    .meta({
      scope: "support-users",
      summary: "Adds the person who was refused as a support user, as `supportUsers.add` does.",
      errors: { ...addingErrors, NOT_FOUND: notFound },
    })
    .output(addedOutput)
    .mutation(onceAnswering((ctx, input) => addAsSupportUser(ctx.db, ctx, input), answerPerson)),

  resolve: supportProcedure
    .meta({
      summary: "Marks a refused sign-in as resolved. A further try opens it again.",
      errors: { NOT_FOUND: notFound },
    })
    .input(repeatable(schema.problemInput))
    .output(nothing)
    .mutation(once((ctx, input) => resolveProblem(ctx.db, ctx, input.problemId))),
});
