import { sql } from "kysely";
import { expect } from "vitest";
import { violatedConstraint } from "../../../db/database.ts";
import { test } from "../../fixtures/resources.ts";
import { createBulkChange } from "../../records/bulk-changes.ts";

const rowProblem = "bulk_change_rows_problem";
const rowOutcome = "bulk_change_rows_outcome";

test.for<[what: string, constraint: string | undefined, set: string]>([
  ["a start without a starter", "bulk_changes_start", "started_by_id = null"],
  ["an owner after the start", "bulk_changes_owner", "session_id_hash = '\\x00'"],
  [
    "no owner before the start",
    "bulk_changes_owner",
    "started_at = null, started_by_id = null, started_by_kind = null, started_by_name = null",
  ],
  ["what was pasted after the start", "bulk_changes_pasted", "pasted = 'Ada'"],
  ["an end without counts", "bulk_changes_finish", "finished_at = now()"],
  ["a stop without an end", "bulk_changes_stopped", "stopped_because = 'asked'"],
  [
    "another reason to stop",
    "bulk_changes_stopped_because_check",
    "stopped_because = 'no', finished_at = now(), outcomes = '{}'",
  ],
  ["details deleted before the end", "bulk_changes_details", "details_deleted_at = now()"],
  [
    "an end",
    undefined,
    "finished_at = now(), outcomes = '{}', stopped_because = 'asked', details_deleted_at = now()",
  ],
])("a bulk change: %s", async ([, constraint, set], { db }) => {
  await createBulkChange(db);
  const violated = await sql
    .raw(`update bulk_changes set ${set}`)
    .execute(db)
    .then(() => undefined, violatedConstraint);
  expect(violated).toBe(constraint);
});

test.for<[verdict: string, outcome: string | null, constraint: string | undefined]>([
  ["will_be_added", null, undefined],
  ["will_be_added", "linked", undefined],
  ["will_be_added", "removed", rowOutcome],
  ["will_be_linked", "invited", rowOutcome],
  ["will_be_invited", "signed_in", undefined],
  ["will_be_invited", "added", rowOutcome],
  ["will_be_removed", "already_removed", undefined],
  ["will_be_removed", "signed_in", rowOutcome],
  ["already_belongs", "already_belongs", undefined],
  ["already_belongs", "added", rowOutcome],
  ["signed_in", null, rowOutcome],
  ["refused", "refused", rowProblem],
])("a row: %s, then %s", async ([verdict, outcome, constraint], { db }) => {
  const id = await createBulkChange(db);
  const inserting = sql`
    insert into bulk_change_rows (bulk_change_id, position, email, verdict, outcome)
    values (${id}, 1, 'ada@example.com', ${verdict}, ${outcome})
  `.execute(db);
  expect(await inserting.then(() => undefined, violatedConstraint)).toBe(constraint);
});

test("a row with something to do has an address", async ({ db }) => {
  const inserting = sql`
    insert into bulk_change_rows (bulk_change_id, position, verdict) values (${await createBulkChange(db)}, 1, 'will_be_added')
  `.execute(db);
  expect(await inserting.then(() => undefined, violatedConstraint)).toBe("bulk_change_rows_open");
});
