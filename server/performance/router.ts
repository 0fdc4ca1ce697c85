import { router, supportProcedure } from "../procedures/trpc.ts";
import { getPerformance } from "./performance.ts";
import * as schema from "./schema.ts";

/** How the service performs: numbers only, nobody named. */
export const performanceRouter = router({
  get: supportProcedure
    .meta({ summary: "The figures of the Performance page: numbers only, up to the end of yesterday." })
    .input(schema.getInput)
    .output(schema.getOutput)
    .query(({ ctx, input }) => getPerformance(ctx.db, input)),
});
