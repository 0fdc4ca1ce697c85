/** A person that the load adds. Times are in milliseconds; `acknowledged` is when a web process said that it is done. */
export type Save = { email: string; began: number; acknowledged?: number };

/** What the database holds about an address: users, memberships and entries in the activity log. */
export type Stored = Record<"users" | "memberships" | "entries", number>;

/** What is found after a fault: stored records by address, and the times at which Notify took an email to it. */
export type Found = { stored: Map<string, Stored>; arrivals: Map<string, number[]> };

/** What of the saves is not exactly once. */
export type Losses = {
  acknowledged: number;
  lost: number;
  doubled: number;
  emailsLost: number;
  emailsDoubled: number;
};

const nothing: Stored = { users: 0, memberships: 0, entries: 0 };

/**
 * Compares the ledger with what is there. A save that was never acknowledged may be stored or not, but only once and
 * with its email.
 */
export function countLosses(saves: Save[], { stored, arrivals }: Found): Losses {
  const losses = { acknowledged: 0, lost: 0, doubled: 0, emailsLost: 0, emailsDoubled: 0 };
  for (const { email, acknowledged } of saves) {
    const parts = Object.values(stored.get(email) ?? nothing);
    const emails = arrivals.get(email)?.length ?? 0;
    const isStored = Math.max(...parts) > 0;
    if (acknowledged !== undefined) losses.acknowledged += 1;
    if ((acknowledged !== undefined || isStored) && Math.min(...parts) < 1) losses.lost += 1;
    if (Math.max(...parts) > 1) losses.doubled += 1;
    if ((acknowledged !== undefined || isStored) && emails < 1) losses.emailsLost += 1;
    if (emails > 1) losses.emailsDoubled += 1;
  }
  return losses;
}

/**
 * How long nothing happened: the longest stretch between two moments, from the fault on, in seconds.
 *
 * @param moments when something happened, in milliseconds, in any order
 * @param from when the fault struck; @param to the end, which ends the last stretch
 */
export function longestSilence(moments: number[], from: number, to: number): number {
  const inOrder = [from, ...moments.filter((at) => at > from && at < to).toSorted((a, b) => a - b), to];
  const gaps = inOrder.slice(1).map((at, index) => at - (inOrder[index] ?? at));
  return Math.max(...gaps) / 1_000;
}

/** The longest time from the answer to a save until its email arrived, in seconds; 0 if each arrived before. */
export function slowestEmail(saves: Save[], { arrivals }: Found): number {
  const waits = saves.flatMap(({ email, acknowledged }) => {
    const [arrived] = arrivals.get(email) ?? [];
    return acknowledged === undefined || arrived === undefined ? [] : arrived - acknowledged;
  });
  return Math.max(0, ...waits) / 1_000;
}
