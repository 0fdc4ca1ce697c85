import { answerProgress } from "../bulk-changes/progress.server";
import { withSupport } from "../guards.server";

/** What the script of a bulk change's page asks for. Asking does not keep the session alive. */
export const loader = withSupport(async (args) => Response.json(await answerProgress(args)), {
  isUse: false,
});
