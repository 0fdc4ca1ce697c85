import { router, signedInProcedure } from "../procedures/trpc.ts";
import { getOrganisation, listOrganisations } from "./organisations.ts";
import * as schema from "./schema.ts";
import { listing } from "../search/running/listing.ts";

/** The organisations that the caller may see. */
export const organisationsRouter = router({
  list: signedInProcedure
    .meta({
      summary:
        "A page of organisations, by name. Every word of `query` is in the name, town, postcode, URN or UKPRN. Those that have closed are left out.",
    })
    .input(schema.listInput)
    .output(schema.listOutput)
    .query(
      listing(
        ({ query }) => query !== "",
        (db, input, actor) => listOrganisations(db, actor, input),
      ),
    ),

  get: signedInProcedure
    .meta({
      summary:
        "One organisation, and what replaced it. It is named by `organisationId`, `urn` or `ukprn`: by one of them.",
      errors: {
        NOT_FOUND: "there is no such organisation",
        BAD_REQUEST: "none or several of the three are given, or several organisations have the UKPRN",
      },
    })
    .input(schema.organisationInput)
    .output(schema.describedOutput)
    .query(({ ctx: { db, actor }, input }) => getOrganisation(db, actor, input)),
});
