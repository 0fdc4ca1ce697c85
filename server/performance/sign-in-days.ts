/** How many people signed in after a number of days. */
export type SignInDays = { days: number; users: number };

/** Numbers of days within which people sign in, of which the Performance page says how many did. */
const limits = [1, 7, 30];

/** Returns how many people signed in within 1, 7 and 30 days: with 1, on the day they were added or the next. */
export function usersWithin(signIns: SignInDays[]): SignInDays[] {
  return limits.map((limit) => ({
    days: limit,
    users: signIns.filter(({ days }) => days <= limit).reduce((sum, { users }) => sum + users, 0),
  }));
}

/** Returns the median of the days, which with an even number of people can end in .5; null without any. */
export function medianDays(signIns: SignInDays[]): number | null {
  const total = signIns.reduce((sum, { users }) => sum + users, 0);
  if (total === 0) return null;
  const inOrder = signIns.toSorted((one, other) => one.days - other.days);
  const middle = [Math.floor((total - 1) / 2), Math.floor(total / 2)].map((place) => daysAt(inOrder, place));
  return middle.reduce((sum, days) => sum + days, 0) / middle.length;
}

/** The days of the person at a place, counted from 0. */
function daysAt(inOrder: SignInDays[], place: number): number {
  let before = 0;
  const found = inOrder.find(({ users }) => (before += users) > place);
  return found?.days ?? 0;
}
