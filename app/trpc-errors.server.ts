import { alreadySaved } from "../server/drafts/drafts";

/**
 * The code and message of a procedure's error, if it is one. Told by name: the build may hold a second copy of the
 * class.
 */
export function trpcErrorOf(error: unknown): { code: string; message: string } | undefined {
  if (!(error instanceof Error) || error.name !== "TRPCError" || !("code" in error)) return undefined;
  return { code: String(error.code), message: error.message };
}

/** Whether a save was refused because the same answers had been saved before (SPEC §3, Saving twice). */
export function isRepeat(error: unknown): boolean {
  const { code, message } = trpcErrorOf(error) ?? {};
  return code === "CONFLICT" && message === alreadySaved;
}

/** Whether something was refused for one particular reason. */
export function isRefusal(error: unknown, reason: string): boolean {
  const { code, message } = trpcErrorOf(error) ?? {};
  return code === "FORBIDDEN" && message === reason;
}

/** Whether whom or what a call was about is not there, or no longer. */
export function isNotFound(error: unknown): boolean {
  return trpcErrorOf(error)?.code === "NOT_FOUND";
}
