/** The content of the column `activity.changes`: the old and new value of each field that a change modified. */
export type FieldChanges = Record<string, { from: string | null; to: string | null }>;

/** The content of the columns `verdicts` and `outcomes` of `bulk_changes`: how many rows have each value. */
export type CountsByValue = Record<string, number>;
