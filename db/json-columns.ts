/** What `activity.changes` holds: the old and new value of each field that a change touched. */
export type FieldChanges = Record<string, { from: string | null; to: string | null }>;
