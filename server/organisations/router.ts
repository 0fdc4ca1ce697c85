import { TRPCError } from "@trpc/server";
import { router, signedInProcedure } from "../procedures/trpc.ts";
import { findOrganisation, listOrganisations } from "./organisations.ts";
import { listInput, listOutput, organisationInput, organisationOutput } from "./schema.ts";

/** Organisations, as far as the caller may see them. */
export const organisationsRouter = router({
  list: signedInProcedure
    .meta({
      summary:
        "A page of organisations, by name: those with the query in name, URN, UKPRN or postcode, or all.",
    })
    .input(listInput)
    .output(listOutput)
    .query(({ ctx: { db, actor }, input }) => listOrganisations(db, actor, input)),

  get: signedInProcedure
    .meta({ summary: "One organisation.", errors: { NOT_FOUND: "there is no such organisation" } })
    .input(organisationInput)
    .output(organisationOutput)
    .query(async ({ ctx: { db, actor }, input }) => {
      const organisation = await findOrganisation(db, actor, input.organisationId);
      if (organisation === undefined) throw new TRPCError({ code: "NOT_FOUND" });
      return organisation;
    }),
});
