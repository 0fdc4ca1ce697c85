/**
 * How many rows of each kind. There are 1.4 memberships for each person. `bulkChanges` are those whose rows are kept: there
 * are four times as many of which only counts are left.
 */
export type LargeSizes = {
  organisations: number;
  people: number;
  activity: number;
  emails: number;
  supportUsers: number;
  bulkChanges: number;
  apiTokens: number;
  sessions: number;
};

/** A national service after some years, with which later releases are measured too. */
export const largeSizes: LargeSizes = {
  organisations: 50_000,
  people: 1_000_000,
  activity: 5_000_000,
  emails: 3_000_000,
  supportUsers: 500,
  bulkChanges: 1_000,
  apiTokens: 200,
  sessions: 10_000,
};

/** @returns this part of each size, but of the support users a tenth, and at least five bulk changes and API tokens */
export function partOf(part: number): LargeSizes {
  const { organisations, people, activity, emails, supportUsers, bulkChanges, apiTokens, sessions } =
    largeSizes;
  return {
    organisations: organisations * part,
    people: people * part,
    activity: activity * part,
    emails: emails * part,
    supportUsers: supportUsers / 10,
    bulkChanges: Math.max(5, bulkChanges * part),
    apiTokens: Math.max(5, apiTokens * part),
    sessions: sessions * part,
  };
}
