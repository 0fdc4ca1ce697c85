import { router, supportProcedure } from "../procedures/trpc.ts";
import { listActivity } from "./list.ts";
import { listInput, listOutput } from "./schema.ts";

/** Who did what to whom, and when. */
export const activityRouter = router({
  list: supportProcedure
    .meta({
      summary:
        "A page of the activity log, the newest first: all of it, or about and by one user, in one organisation, of one kind.",
    })
    .input(listInput)
    .output(listOutput)
    .query(({ ctx, input }) => listActivity(ctx.db, input)),
});
