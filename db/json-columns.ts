/** The content of the column `activity.changes`: the old and new value of each field that a change modified. */
export type FieldChanges = Record<string, { from: string | null; to: string | null }>;
