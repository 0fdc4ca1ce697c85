/** Counts the outcomes of calls made at once: 'done', or the error message. */
export async function settle(calls: Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const result of await Promise.allSettled(calls)) {
    const outcome = result.status === "fulfilled" ? "done" : (result.reason as Error).message;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}
