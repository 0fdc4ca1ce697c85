import { router, signedInProcedure } from "../procedures/trpc.ts";
import { getOrganisation, listOrganisations } from "./organisations.ts";
import { listInput, listOutput, organisationInput, organisationOutput } from "./schema.ts";

/** The organisations that the caller may see. */
export const organisationsRouter = router({
  list: signedInProcedure
    .meta({
      summary:
        "A page of organisations, by name. `query` matches part of the name, the whole URN or UKPRN, or the start of the postcode.",
    })
    .input(listInput)
    .output(listOutput)
    .query(({ ctx: { db, actor }, input }) => listOrganisations(db, actor, input)),

  get: signedInProcedure
    .meta({ summary: "One organisation.", errors: { NOT_FOUND: "there is no such organisation" } })
    .input(organisationInput)
    .output(organisationOutput)
    .query(({ ctx: { db, actor }, input }) => getOrganisation(db, actor, input.organisationId)),
});
