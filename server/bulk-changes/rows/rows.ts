import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { namedOrganisation } from "../../organisations/columns.ts";
import { readPage } from "../../procedures/read-page.ts";
import type { Page } from "../../procedures/paging.ts";
import { notFound } from "../../refusals.ts";
import { isVisibleTo, type Owner } from "../access.ts";
import { describeOutcome, type Ending, isToDo, refusedAs } from "../outcomes.ts";
import { placesOf } from "./places.ts";
import type { Outcome, Row, RowsInput, Verdict } from "../schema.ts";

/** Reads what the rows of a bulk change need of it. Throws NOT_FOUND if the owner does not see it. */
function readVisible(db: Database, owner: Owner, bulkChangeId: string) {
  return db
    .selectFrom("bulk_changes")
    .select(["id", "kind", "header", "started_at as startedAt", "stopped_because as stoppedBecause"])
    .select(["total", "verdicts", "outcomes", "details_deleted_at as detailsDeletedAt"])
    .select(["started_by_kind as startedByKind", "started_by_name as startedByName"])
    .where("id", "=", bulkChangeId)
    .where(isVisibleTo(owner))
    .executeTakeFirstOrThrow(notFound);
}

/**
 * Returns a page of a bulk change's rows, in the order of the file. Until the start, those that cannot be done come first.
 *
 * @throws {TRPCError} NOT_FOUND if there is none, or if it has not been started and is another owner's
 */
export async function listRows(
  db: Database,
  owner: Owner,
  { bulkChangeId, show, page }: RowsInput,
): Promise<Page<Row>> {
  const bulkChange = await readVisible(db, owner, bulkChangeId);
  const { positions, total } = placesOf(bulkChange, show, page);
  const rows = db
    .selectFrom("bulk_change_rows")
    .leftJoin("organisations", "organisations.id", "organisation_id")
    .select(["position", "number", "first_name as firstName", "last_name as lastName", "email"])
    .select([
      "bulk_change_rows.urn",
      "bulk_change_rows.ukprn",
      "user_id as userId",
      "stored_name as storedName",
    ])
    .select(namedOrganisation.as("organisation"))
    .select(["verdict", "outcome", "problem"])
    .where("bulk_change_id", "=", bulkChangeId)
    .where(sql<boolean>`position = any(${positions}::integer[])`)
    .orderBy(bulkChange.startedAt === null ? sql`verdict <> 'refused', position` : sql`position`);
  const { items, ...counts } = await readPage(db, page, rows, total);
  return { items: items.map((row) => toRow(row, bulkChange)), ...counts };
}

/** Before the start, a row with nothing to do has no outcome yet, although its outcome is certain. */
function toRow(row: Omit<Row, "outcomeText">, bulkChange: Ending & { startedAt: Date | null }): Row {
  const outcome = bulkChange.startedAt === null ? null : row.outcome;
  const outcomeText = describeOutcome({ ...row, outcome }, bulkChange);
  return { ...row, outcome, outcomeText };
}

/** What the download of outcomes says of a row: the cells as they came, or what is known if there are none. */
export type RowOutcome = {
  number: number | null;
  cells: string[] | null;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  organisation: string | null;
  outcome: string;
  problem: string;
};

/** The number of rows that `readOutcomes` reads at once. */
const batchSize = 500;

/**
 * Reads the outcomes of all rows of a bulk change, in the order of the file and in batches, so that few are in memory.
 *
 * @returns the header that came with the rows, if any, and the batches
 * @throws {TRPCError} NOT_FOUND as `listRows`
 */
export async function readOutcomes(
  db: Database,
  owner: Owner,
  bulkChangeId: string,
): Promise<{ header: string[] | null; batches: AsyncGenerator<RowOutcome[]> }> {
  const bulkChange = await readVisible(db, owner, bulkChangeId);
  async function* batches() {
    for (let after = 0; ;) {
      const rows = await batchAfter(db, bulkChangeId, after);
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map(({ position: _, verdict, outcome, problem, ...row }) => {
        return { ...row, ...splitOutcome({ verdict, outcome, problem }, bulkChange) };
      });
      after = last.position;
    }
  }
  return { header: bulkChange.header, batches: batches() };
}

function batchAfter(db: Database, bulkChangeId: string, position: number) {
  return db
    .selectFrom("bulk_change_rows")
    .leftJoin("organisations", "organisations.id", "organisation_id")
    .select(["position", "number", "cells", "first_name as firstName", "last_name as lastName", "email"])
    .select(["organisations.name as organisation", "verdict", "outcome", "problem"])
    .where("bulk_change_id", "=", bulkChangeId)
    .where("position", ">", position)
    .orderBy("position")
    .limit(batchSize)
    .execute();
}

/** Splits what became of a row into the two columns of the download. */
function splitOutcome(
  { outcome, problem, verdict }: { outcome: Outcome | null; problem: string | null; verdict: Verdict },
  bulkChange: Ending & { kind: keyof typeof refusedAs },
): { outcome: string; problem: string } {
  if (outcome === "refused") return { outcome: refusedAs[bulkChange.kind], problem: problem ?? "" };
  const isUnchanged = !isToDo(verdict);
  const text = describeOutcome({ outcome, problem: isUnchanged ? problem : null }, bulkChange);
  return { outcome: text ?? "Not done yet", problem: "" };
}
