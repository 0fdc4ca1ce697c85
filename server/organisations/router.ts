import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { pageInput } from "../paging.ts";
import { queryInput } from "../search-query.ts";
import { router, signedInProcedure } from "../trpc.ts";
import { findOrganisation, listOrganisations } from "./organisations.ts";

/** Organisations, as far as the caller may see them. */
export const organisationsRouter = router({
  list: signedInProcedure
    .input(z.strictObject({ page: pageInput, query: queryInput }))
    .query(({ ctx: { db, actor }, input }) => listOrganisations(db, actor, input)),

  get: signedInProcedure
    .input(z.strictObject({ organisationId: z.uuid() }))
    .query(async ({ ctx: { db, actor }, input }) => {
      const organisation = await findOrganisation(db, actor, input.organisationId);
      if (organisation === undefined) throw new TRPCError({ code: "NOT_FOUND" });
      return organisation;
    }),
});
