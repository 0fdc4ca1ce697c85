import { TRPCError } from "@trpc/server";
import { listEmailsAbout } from "../emails/sent-emails.ts";
import { personProcedure, router, supportProcedure } from "../trpc.ts";
import { addOrganisationUser, previewOrganisationUser } from "./add.ts";
import { findOrganisationUser, isEmailInUse, listOrganisationUsers } from "./organisation-users.ts";
import { addressInput, listInput, personInput, userInput } from "./schema.ts";

const withPerson = personProcedure(personInput, addressInput, isEmailInUse);

/** The users of organisations. */
export const organisationUsersRouter = router({
  list: supportProcedure.input(listInput).query(({ ctx, input }) => listOrganisationUsers(ctx.db, input)),

  get: supportProcedure.input(userInput).query(async ({ ctx, input }) => {
    const user = await findOrganisationUser(ctx.db, input);
    if (user === undefined) throw new TRPCError({ code: "NOT_FOUND" });
    return { ...user, emails: await listEmailsAbout(ctx.db, input) };
  }),

  check: withPerson.query(({ ctx, input }) => previewOrganisationUser(ctx.db, input)),

  add: withPerson.mutation(({ ctx: { db, queue, actor, draft }, input }) =>
    addOrganisationUser(db, queue, actor, input, draft),
  ),
});
