import { TRPCError } from "@trpc/server";
import type { Actor, NamedActor } from "../actor.ts";
import { once, onceAnswering } from "../idempotency/once.ts";
import { repeatable } from "../idempotency/schema.ts";
import { nothing } from "../procedures/output.ts";
import { type Context, router, supportProcedure } from "../procedures/trpc.ts";
import { ownerOf } from "./access.ts";
import { describeBulkChange, listBulkChanges } from "./bulk-changes.ts";
import { checkBulkChange } from "./check/check.ts";
import { listRows } from "./rows/rows.ts";
import * as schema from "./schema.ts";
import { startBulkChange } from "./start.ts";
import { stopBulkChange } from "./stop.ts";

const notFound = "there is no such bulk change, or it is somebody else's that has not been started";

/** Only people and scripts start and stop bulk changes, so that every row has somebody who answers for it. */
function named(actor: Actor): NamedActor {
  if (actor.kind === "system") throw new TRPCError({ code: "FORBIDDEN" });
  return actor;
}

function describeChecked(ctx: Context, bulkChangeId: string) {
  return describeBulkChange(ctx.db, ownerOf(ctx), { bulkChangeId, withSource: false });
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
        FORBIDDEN: "users are added to an organisation that has closed",
      },
    })
    .input(schema.checkInput)
    .output(schema.describedOutput)
    .mutation(
      onceAnswering(
        async (ctx, input) => describeChecked(ctx, await checkBulkChange(ctx.db, ctx, ownerOf(ctx), input)),
        describeChecked,
      ),
    ),

  start: supportProcedure
    .meta({
      summary: "Starts a checked bulk change. If it has been started, nothing happens.",
      errors: { NOT_FOUND: notFound, CONFLICT: "there is nothing to do" },
    })
    .input(repeatable(schema.startInput))
    .output(nothing)
    .mutation(
      once((ctx, input) =>
        startBulkChange(ctx.db, { ...ctx, actor: named(ctx.actor) }, ownerOf(ctx), input.bulkChangeId),
      ),
    ),

  get: supportProcedure
    .meta({ summary: "A bulk change and its progress.", errors: { NOT_FOUND: notFound } })
    .input(schema.getInput)
    .output(schema.describedOutput)
    .query(({ ctx, input }) => describeBulkChange(ctx.db, ownerOf(ctx), input)),

  rows: supportProcedure
    .meta({
      summary:
        "A page of a bulk change's rows. Until the start, those that cannot be done are first; then all are in the order of the file.",
      errors: { NOT_FOUND: notFound },
    })
    .input(schema.rowsInput)
    .output(schema.rowsOutput)
    .query(({ ctx, input }) => listRows(ctx.db, ownerOf(ctx), input)),

  list: supportProcedure
    .meta({ summary: "A page of the bulk changes that were started, newest first." })
    .input(schema.listInput)
    .output(schema.listOutput)
    .query(({ ctx, input }) => listBulkChanges(ctx.db, input)),

  stop: supportProcedure
    .meta({
      summary: "Stops a bulk change: rows not done yet will not be done. If it has ended, nothing happens.",
      errors: { NOT_FOUND: notFound },
    })
    .input(repeatable(schema.startInput))
    .output(nothing)
    .mutation(
      once((ctx, input) => stopBulkChange(ctx.db, { ...ctx, actor: named(ctx.actor) }, input.bulkChangeId)),
    ),
});
