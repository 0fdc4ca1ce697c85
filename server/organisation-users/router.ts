import { describeResending, resendInvitation } from "../emails/resend.ts";
import { answerPerson, once, onceAnswering } from "../idempotency/once.ts";
import { repeatable } from "../idempotency/schema.ts";
import { addedOutput } from "../people/schema.ts";
import { nothing } from "../procedures/output.ts";
import { downloadProcedure, personProcedure, router, supportProcedure } from "../procedures/trpc.ts";
import { addOrganisationUser } from "./add.ts";
import { checkOrganisationUser, editOrganisationUser } from "./edit.ts";
import { downloadFoundUsers, downloadOrganisationUsers } from "./exporting/download.ts";
import { exportOrganisationUsers } from "./exporting/export.ts";
import {
  describeOrganisationUser,
  isEmailInUse,
  listOrganisationUsers,
  subjectOf,
} from "./organisation-users.ts";
import { removeOrganisationUser } from "./remove.ts";
import * as schema from "./schema.ts";
import { isSearch, searchOrganisationUsers } from "./search.ts";
import { listing } from "../search/running/listing.ts";
import { signingInOutput } from "../sign-in-problems/signing-in/schema.ts";
import { aboutSigningIn, describeSigningIn } from "../sign-in-problems/signing-in/signing-in.ts";
import { aboutUnlinking, unlinkAccount } from "../sign-in-problems/signing-in/unlink.ts";
import { describeAcross } from "./across/across.ts";

const notFound = "there is no such user in this organisation";
const noUser = "there is no such organisation user";
const noEditing = "configuration does not allow editing, or the user has signed in";
const closed = "the organisation has closed";
const inUse = "the email address is in use";

/** The users of organisations. */
export const organisationUsersRouter = router({
  list: supportProcedure
    .meta({
      summary: "An organisation, and a page of its users, by first name, then last name.",
      errors: { NOT_FOUND: "there is no such organisation" },
    })
    .input(schema.listInput)
    .output(schema.listOutput)
    .query(listing(({ show }) => show !== "all", listOrganisationUsers)),

  get: supportProcedure
    .meta({
      summary: "One user of an organisation, with the organisation and the emails to them about it.",
      errors: { NOT_FOUND: notFound },
    })
    .input(schema.userInput)
    .output(schema.userOutput)
    .query(({ ctx, input }) => describeOrganisationUser(ctx.db, ctx.settings, input)),

  search: supportProcedure
    .meta({
      summary:
        "A page of the users of all organisations, by first name, then last name. Every word of `query` is in the name or the address.",
    })
    .input(schema.searchInput)
    .output(schema.searchOutput)
    .query(listing(isSearch, searchOrganisationUsers)),

  download: downloadProcedure
    .meta({
      summary:
        "All users of an organisation, or those that `show` names, part by part. The download is recorded in the activity log.",
      errors: { NOT_FOUND: "there is no such organisation" },
    })
    .input(schema.downloadInput)
    .output(schema.downloadOutput)
    .mutation(({ ctx, input }) =>
      ctx.searches.run(ctx, (db) => downloadOrganisationUsers(db, ctx.actor, input)),
    ),

  downloadSearch: downloadProcedure
    .meta({
      summary:
        "All users of all organisations that `search` finds, part by part. The download is recorded in the activity log.",
    })
    .input(schema.downloadSearchInput)
    .output(schema.downloadSearchOutput)
    .mutation(({ ctx, input }) => ctx.searches.run(ctx, (db) => downloadFoundUsers(db, ctx.actor, input))),

  export: supportProcedure
    .meta({
      summary:
        "The users of all organisations, or of some, page by page: each user with one of their organisations. A user who belongs to an organisation from the first page to the last is there once with it. The first page is recorded in the activity log. An export can go on for 24 hours.",
      errors: {
        NOT_FOUND: "one of the organisations does not exist",
        BAD_REQUEST: "`after` is not from this export, or the export began more than 24 hours ago",
      },
    })
    .input(schema.exportInput)
    .output(schema.exportOutput)
    .query(({ ctx, input }) =>
      ctx.searches.run(ctx, (db) => exportOrganisationUsers(db, ctx.settings, ctx.actor, input)),
    ),

  check: personProcedure(schema.personCheck, schema.addressInput, isEmailInUse)
    .meta({
      summary: "What `add` would store, or `update` if there is a `userId`. Changes nothing.",
      errors: {
        CONFLICT: inUse,
        FORBIDDEN: `${closed}; with a \`userId\`: ${noEditing}`,
        NOT_FOUND: "there is no such organisation or user",
      },
    })
    .output(schema.checkOutput)
    .query(({ ctx, input }) => checkOrganisationUser(ctx.db, ctx.settings, input)),

  add: personProcedure(repeatable(schema.personInput), schema.addressInput, isEmailInUse)
    .meta({
      summary:
        "Adds a person to an organisation and emails them. If a person has the address already, they are linked to the organisation.",
      errors: { CONFLICT: inUse, FORBIDDEN: closed, NOT_FOUND: "there is no such organisation" },
    })
    .output(addedOutput)
    .mutation(onceAnswering((ctx, input) => addOrganisationUser(ctx.db, ctx, input), answerPerson)),

  update: personProcedure(repeatable(schema.personUpdate), schema.addressInput, isEmailInUse)
    .meta({
      summary: "Changes a user in all their organisations. Emails sign-in details to a new address.",
      errors: { CONFLICT: inUse, FORBIDDEN: noEditing, NOT_FOUND: notFound },
    })
    .output(nothing)
    .mutation(once((ctx, input) => editOrganisationUser(ctx.db, ctx.settings, ctx, input))),

  remove: supportProcedure
    .meta({
      summary: "Removes a user from an organisation and emails them. The user's record stays.",
      errors: { NOT_FOUND: notFound },
    })
    .input(repeatable(schema.userInput))
    .output(nothing)
    .mutation(once((ctx, input) => removeOrganisationUser(ctx.db, ctx, input))),

  resendInvitation: supportProcedure
    .meta(describeResending(notFound))
    .input(repeatable(schema.userInput))
    .output(nothing)
    .mutation(once((ctx, input) => resendInvitation(ctx.db, ctx, subjectOf(input)))),

  person: supportProcedure
    .meta({
      summary: "One user in all their organisations, with all emails to them.",
      errors: { NOT_FOUND: noUser },
    })
    .input(schema.acrossInput)
    .output(schema.acrossOutput)
    .query(({ ctx, input }) => describeAcross(ctx.db, input.userId)),

  signingIn: supportProcedure
    .meta(aboutSigningIn(noUser))
    .input(schema.acrossInput)
    .output(signingInOutput)
    .query(({ ctx, input }) => describeSigningIn(ctx.db, ctx.actor, "organisation_user", input.userId)),

  unlink: supportProcedure
    .meta(aboutUnlinking(noUser))
    .input(repeatable(schema.unlinkInput))
    .output(nothing)
    .mutation(once((ctx, input) => unlinkAccount(ctx.db, ctx, "organisation_user", input.userId))),
});
