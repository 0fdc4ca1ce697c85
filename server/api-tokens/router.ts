import { nothing } from "../procedures/output.ts";
import { router, staffProcedure } from "../procedures/trpc.ts";
import { createApiToken, revokeApiToken } from "./api-tokens.ts";
import { getApiToken, listApiTokens } from "./list.ts";
import * as schema from "./schema.ts";

const notFound = "there is no such token, or it is revoked";

/** API tokens. Only support users see, make and revoke them, never a script with a token. */
export const apiTokensRouter = router({
  list: staffProcedure
    .meta({ summary: "A page of the tokens that are not revoked, newest first.", pagesOnly: true })
    .input(schema.listInput)
    .output(schema.listOutput)
    .query(({ ctx, input }) => listApiTokens(ctx.db, input.page)),

  get: staffProcedure
    .meta({ summary: "One token.", pagesOnly: true, errors: { NOT_FOUND: notFound } })
    .input(schema.tokenInput)
    .output(schema.tokenOutput)
    .query(({ ctx, input }) => getApiToken(ctx.db, input.tokenId)),

  create: staffProcedure
    .meta({
      summary: "Makes a token.",
      pagesOnly: true,
      errors: { CONFLICT: "a token that is not revoked has the name" },
    })
    .input(schema.createInput)
    .output(schema.createdOutput)
    .mutation(({ ctx, input }) => createApiToken(ctx.db, ctx, input)),

  revoke: staffProcedure
    .meta({ summary: "Revokes a token.", pagesOnly: true, errors: { NOT_FOUND: notFound } })
    .input(schema.tokenInput)
    .output(nothing)
    .mutation(({ ctx, input }) => revokeApiToken(ctx.db, ctx, { id: input.tokenId })),
});
