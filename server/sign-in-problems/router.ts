import { z } from "zod";
import { router, supportProcedure } from "../procedures/trpc.ts";
import { listing } from "../search/running/listing.ts";
import { listProblems } from "./list.ts";
import { describeProblem } from "./problem.ts";
import { resolveProblem } from "./resolve.ts";
import * as schema from "./schema.ts";

const notFound = "there is no such sign-in problem";

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

  resolve: supportProcedure
    .meta({
      summary: "Marks a refused sign-in as resolved. A further try opens it again.",
      errors: { NOT_FOUND: notFound },
    })
    .input(schema.problemInput)
    .output(z.void())
    .mutation(({ ctx, input }) => resolveProblem(ctx.db, ctx, input.problemId)),
});
