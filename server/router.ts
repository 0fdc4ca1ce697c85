import { activityRouter } from "./activity/router.ts";
import { apiTokensRouter } from "./api-tokens/router.ts";
import { bulkChangesRouter } from "./bulk-changes/router.ts";
import { organisationUsersRouter } from "./organisation-users/router.ts";
import { organisationsRouter } from "./organisations/router.ts";
import { performanceRouter } from "./performance/router.ts";
import { supportUsersRouter } from "./support-users/router.ts";
import { signInProblemsRouter } from "./sign-in-problems/router.ts";
import { createCallerFactory, router } from "./procedures/trpc.ts";

/** Every procedure of the console (specification, section 5). */
export const appRouter = router({
  organisations: organisationsRouter,
  organisationUsers: organisationUsersRouter,
  supportUsers: supportUsersRouter,
  bulkChanges: bulkChangesRouter,
  signInProblems: signInProblemsRouter,
  activity: activityRouter,
  performance: performanceRouter,
  apiTokens: apiTokensRouter,
});

/** Creates a caller, with which pages call the procedures directly, without HTTP. */
export const createCaller = createCallerFactory(appRouter);

export type AppRouter = typeof appRouter;

export type Caller = ReturnType<typeof createCaller>;
