import { TRPCError } from "@trpc/server";
import type { Transaction } from "kysely";
import type { DB } from "../../db/types.ts";
import { sendInvitationAgain } from "../emails/send-again.ts";
import { listEmailsAbout } from "../emails/sent-emails.ts";
import { changePerson, checkChange } from "../people/change-person.ts";
import { type Editing, editingOf, type Person } from "../people/person.ts";
import { personProcedure, router, type Settings, supportProcedure } from "../trpc.ts";
import { addOrganisationUser, previewOrganisationUser } from "./add.ts";
import {
  getOrganisationUser,
  isEmailInUse,
  listOrganisationUsers,
  lockOrganisationUser,
} from "./organisation-users.ts";
import { removeOrganisationUser } from "./remove.ts";
import { addressInput, listInput, personCheck, personInput, personUpdate, userInput } from "./schema.ts";

/** Organisation users can be changed where configuration says so, and until they sign in (SPEC §3, Editing). */
function editingUnder(settings: Settings, user: Person): Editing {
  return settings.ORGANISATION_USER_EDITING === "never" ? "never" : editingOf(user);
}

function requireEditing(settings: Settings): void {
  if (settings.ORGANISATION_USER_EDITING === "never") throw new TRPCError({ code: "FORBIDDEN" });
}

/** The users of organisations. */
export const organisationUsersRouter = router({
  list: supportProcedure.input(listInput).query(({ ctx, input }) => listOrganisationUsers(ctx.db, input)),

  get: supportProcedure.input(userInput).query(async ({ ctx, input }) => {
    const user = await getOrganisationUser(ctx.db, input);
    return {
      ...user,
      editing: editingUnder(ctx.settings, user),
      emails: await listEmailsAbout(ctx.db, input),
    };
  }),

  check: personProcedure(personCheck, addressInput, isEmailInUse).query(async ({ ctx, input }) => {
    const { userId, ...person } = input;
    if (userId === undefined) return previewOrganisationUser(ctx.db, person);
    requireEditing(ctx.settings);
    const user = await getOrganisationUser(ctx.db, { ...input, userId });
    checkChange(user, await isEmailInUse(ctx.db, input));
    return { ...person, storedNameStands: false };
  }),

  add: personProcedure(personInput, addressInput, isEmailInUse).mutation(({ ctx, input }) =>
    addOrganisationUser(ctx.db, ctx, input),
  ),

  update: personProcedure(personUpdate, addressInput, isEmailInUse).mutation(({ ctx, input }) => {
    requireEditing(ctx.settings);
    const { organisationId } = input;
    const lock = (trx: Transaction<DB>) => lockOrganisationUser(trx, input);
    return changePerson(ctx.db, ctx, { kind: "organisation_user", organisationId, lock }, input);
  }),

  remove: supportProcedure
    .input(userInput)
    .mutation(({ ctx, input }) => removeOrganisationUser(ctx.db, ctx, input)),

  resendInvitation: supportProcedure.input(userInput).mutation(({ ctx, input }) =>
    sendInvitationAgain(ctx.db, ctx, {
      kind: "organisation_user",
      email: "organisation_user_added",
      organisationId: input.organisationId,
      lock: (trx) => lockOrganisationUser(trx, input),
    }),
  ),
});
