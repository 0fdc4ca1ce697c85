import { downloadProcedure, router, supportProcedure } from "../procedures/trpc.ts";
import { listing } from "../search/running/listing.ts";
import { listChoices } from "./reading/choices.ts";
import { downloadActivity } from "./reading/download.ts";
import { listActivity } from "./reading/list.ts";
import * as schema from "./schema.ts";

/** The activity log: who did what to which user, and when. */
export const activityRouter = router({
  list: supportProcedure
    .meta({
      summary: "A page of the activity log, newest first. Each field but `page` and `sinceAdded` narrows it.",
    })
    .input(schema.listInput)
    .output(schema.listOutput)
    .query(
      listing(
        ({ kind, actorId, from, to }) => [kind, actorId, from, to].some((value) => value !== undefined),
        listActivity,
      ),
    ),

  choices: supportProcedure
    .meta({
      summary:
        "Whose activity the log can be narrowed to, and the names of the person and the organisation that it is narrowed to.",
    })
    .input(schema.choicesInput)
    .output(schema.choicesOutput)
    .query(({ ctx, input }) => listChoices(ctx.db, input)),

  download: downloadProcedure
    .meta({
      summary:
        "All that `list` finds, part by part. The download is recorded in the activity log, with what it was narrowed by.",
    })
    .input(schema.downloadInput)
    .output(schema.downloadOutput)
    .mutation(({ ctx, input }) => ctx.searches.run(ctx, (db) => downloadActivity(db, ctx.actor, input))),
});
