import { router, supportProcedure } from "../procedures/trpc.ts";
import { listActivity } from "./list.ts";
import * as schema from "./schema.ts";
import { listing } from "../search/running/listing.ts";

/** The activity log: who did what to which user, and when. */
export const activityRouter = router({
  list: supportProcedure
    .meta({
      summary:
        "A page of the activity log, newest first. `userId` filters by what a user did or what was done to them.",
    })
    .input(schema.listInput)
    .output(schema.listOutput)
    .query(listing(({ kind }) => kind !== undefined, listActivity)),
});
