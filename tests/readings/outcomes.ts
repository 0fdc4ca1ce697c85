/** What became of calls that were made at once: how often each error's message, and 'done'. */
export async function settle(calls: Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const result of await Promise.allSettled(calls)) {
    const outcome = result.status === "fulfilled" ? "done" : (result.reason as Error).message;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}
