import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { router, supportProcedure } from "../procedures/trpc.ts";
import * as schema from "./schema.ts";

const notFound = "there is no such bulk change, or it is somebody else's that has not been started";

function notBuilt(): Promise<never> {
  throw new TRPCError({ code: "NOT_IMPLEMENTED" });
}

/** Changes to several people at once. */
export const bulkChangesRouter = router({
  check: supportProcedure
    .meta({
      summary:
        "Checks what a change to several people would do, by the rules of the single change, and stores it for `start`.",
      errors: {
        NOT_FOUND: "there is no such organisation, or no such bulk change of this caller",
        CONFLICT: "the bulk change has been started",
      },
    })
    .input(schema.checkInput)
    .output(schema.describedOutput)
    .mutation(notBuilt),

  start: supportProcedure
    .meta({
      summary: "Starts a checked bulk change. If it has been started, nothing happens.",
      errors: { NOT_FOUND: notFound, CONFLICT: "there is nothing to do" },
    })
    .input(schema.startInput)
    .output(z.void())
    .mutation(notBuilt),

  get: supportProcedure
    .meta({ summary: "A bulk change and its progress.", errors: { NOT_FOUND: notFound } })
    .input(schema.getInput)
    .output(schema.describedOutput)
    .query(notBuilt),

  rows: supportProcedure
    .meta({
      summary:
        "A page of a bulk change's rows. Until the start, those that cannot be done are first; then all are in the order of the file.",
      errors: { NOT_FOUND: notFound },
    })
    .input(schema.rowsInput)
    .output(schema.rowsOutput)
    .query(notBuilt),

  list: supportProcedure
    .meta({ summary: "A page of the bulk changes that were started, newest first." })
    .input(schema.listInput)
    .output(schema.listOutput)
    .query(notBuilt),

  stop: supportProcedure
    .meta({
      summary: "Stops a bulk change: rows not done yet will not be done. If it has ended, nothing happens.",
      errors: { NOT_FOUND: notFound },
    })
    .input(schema.startInput)
    .output(z.void())
    .mutation(notBuilt),
});
