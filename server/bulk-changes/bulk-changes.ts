import { type InferResult, sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { isoTime } from "../../db/iso-time.ts";
import { namedOrganisation } from "../organisations/columns.ts";
import { countOf, readPage, rowsOn } from "../procedures/read-page.ts";
import type { Page } from "../procedures/paging.ts";
import { notFound } from "../refusals.ts";
import { isVisibleTo, type Owner } from "./access.ts";
import { countOutcomes, describeEnding, summarise, withZeros } from "./outcomes.ts";
import {
  type BulkChange,
  type DescribedBulkChange,
  type GetInput,
  type ListInput,
  outcome,
  verdict,
} from "./schema.ts";

/** A query for bulk changes in the form of `toBulkChange`. */
function bulkChanges(db: Database) {
  return db
    .selectFrom("bulk_changes")
    .leftJoin("organisations", "organisations.id", "bulk_changes.organisation_id")
    .select((query) => [
      "bulk_changes.id",
      "kind",
      namedOrganisation.as("organisation"),
      isoTime(query.ref("bulk_changes.created_at")).as("checkedAt"),
      isoTime(query.ref("started_at")).as("startedAt"),
      "started_by_kind as startedByKind",
      "started_by_id as startedById",
      "started_by_name as startedByName",
      isoTime(query.ref("finished_at")).as("finishedAt"),
      "stopped_because as stoppedBecause",
      "total",
      "verdicts",
      sql<Record<string, number>>`coalesce(outcomes, ${countOutcomes(sql.ref("bulk_changes.id"))})`.as(
        "outcomes",
      ),
    ]);
}

type Row = InferResult<ReturnType<typeof bulkChanges>>[number];

function toBulkChange(row: Row): BulkChange {
  const { id, kind, organisation, checkedAt, startedAt, finishedAt } = row;
  return {
    ...{ id, kind, organisation, checkedAt, startedAt, finishedAt },
    state: stateOf(row),
    startedBy: starterOf(row),
    ...summarise(row.total, row.verdicts, row.outcomes),
  };
}

function stateOf({ startedAt, finishedAt, stoppedBecause }: Row): BulkChange["state"] {
  if (startedAt === null) return "unstarted";
  if (finishedAt === null) return "running";
  return stoppedBecause === null ? "finished" : "stopped";
}

function starterOf({ startedByKind: kind, startedById: id, startedByName: name }: Row) {
  if (kind !== "support_user" && kind !== "api_token") return null;
  return id === null || name === null ? null : { kind, id, name };
}

/**
 * Returns a bulk change and its progress.
 *
 * @throws {TRPCError} NOT_FOUND if there is none, or if it has not been started and is another owner's
 */
export async function describeBulkChange(
  db: Database,
  owner: Owner,
  { bulkChangeId, withSource }: GetInput,
): Promise<DescribedBulkChange> {
  const row = await bulkChanges(db)
    .select((query) => [
      ...(["emails", "people", "file_name as fileName"] as const),
      isoTime(query.ref("details_deleted_at")).as("detailsDeletedAt"),
      query
        .case()
        .when(sql<boolean>`${withSource}`)
        .then(query.ref("pasted"))
        .end()
        .as("pasted"),
      sql<number>`(
        select count(*) from bulk_change_organisations where bulk_change_id = bulk_changes.id
      )`.as("organisations"),
    ])
    .where("bulk_changes.id", "=", bulkChangeId)
    .where(isVisibleTo(owner))
    .executeTakeFirstOrThrow(notFound);
  const bulkChange = toBulkChange(row);
  const hasDetails = row.detailsDeletedAt === null && row.finishedAt !== null;
  const { emails, people, organisations, fileName, pasted, detailsDeletedAt } = row;
  return {
    ...bulkChange,
    ...{ emails, people, organisations, fileName, pasted, detailsDeletedAt },
    verdicts: withZeros(verdict.options, row.verdicts),
    outcomes: withZeros(outcome.options, row.outcomes),
    stoppedBecause: describeEnding(row),
    canRetry: hasDetails && bulkChange.notDone > 0,
    canUndo: hasDetails && row.kind === "add" && bulkChange.done > 0,
  };
}

/** Returns a page of the bulk changes that were started, newest first. */
export async function listBulkChanges(
  db: Database,
  { page, organisationId, isRunning }: ListInput,
): Promise<Page<BulkChange>> {
  let all = db.selectFrom("bulk_changes").where("started_at", "is not", null);
  if (isRunning) all = all.where("finished_at", "is", null);
  if (organisationId !== undefined) {
    all = all.where("bulk_changes.id", "in", (query) =>
      query
        .selectFrom("bulk_change_organisations")
        .select("bulk_change_id")
        .where("organisation_id", "=", organisationId),
    );
  }
  const onPage = rowsOn(page, all.select("id").orderBy("started_at", "desc").orderBy("id"));
  const rows = bulkChanges(db)
    .where("bulk_changes.id", "in", onPage)
    .orderBy("started_at", "desc")
    .orderBy("bulk_changes.id");
  const { items, ...counts } = await readPage(db, page, rows, countOf(all));
  return { items: items.map(toBulkChange), ...counts };
}
