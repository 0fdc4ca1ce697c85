/** How many rows of each kind. There are 1.4 memberships for each person. */
export type LargeSizes = {
  organisations: number;
  people: number;
  activity: number;
  emails: number;
  supportUsers: number;
};

/** A national service after some years, with which later releases are measured too. */
export const largeSizes: LargeSizes = {
  organisations: 50_000,
  people: 1_000_000,
  activity: 5_000_000,
  emails: 3_000_000,
  supportUsers: 500,
};

/** @returns this part of each size, but of the support users a tenth */
export function partOf(part: number): LargeSizes {
  const { organisations, people, activity, emails, supportUsers } = largeSizes;
  return {
    organisations: organisations * part,
    people: people * part,
    activity: activity * part,
    emails: emails * part,
    supportUsers: supportUsers / 10,
  };
}
