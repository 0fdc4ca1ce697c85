import type { z } from "zod";
import type { Database } from "../../db/database.ts";
import { type Page, pageBounds, toPage } from "../paging.ts";
import type { Changes } from "./activity.ts";
import type { entryOutput, ListInput } from "./schema.ts";

type StoredEntry = z.input<typeof entryOutput>;

/** What was done to a person or by them, in an organisation, of one kind: whatever of that is asked for. */
function entriesOf(db: Database, { userId, organisationId, kind }: Omit<ListInput, "page">) {
  let entries = db.selectFrom("activity");
  if (organisationId !== undefined) entries = entries.where("activity.organisation_id", "=", organisationId);
  if (kind !== undefined) entries = entries.where("activity.action", "=", kind);
  if (userId === undefined) return entries;
  return entries.where((where) =>
    where.or([where("subject_id", "=", userId), where("actor_id", "=", userId)]),
  );
}

/** A page of the activity log, the newest first (SPEC §8). */
export async function listActivity(db: Database, { page, ...filter }: ListInput): Promise<Page<StoredEntry>> {
  const entries = entriesOf(db, filter);
  const [rows, { total }] = await Promise.all([
    pageOfEntries(entries, page),
    entries.select((query) => query.fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
  ]);
  return toPage(rows.map(toEntry), total, page);
}

function pageOfEntries(entries: ReturnType<typeof entriesOf>, page: number) {
  const { limit, offset } = pageBounds(page);
  return entries
    .leftJoin("organisations", "organisations.id", "activity.organisation_id")
    .selectAll("activity")
    .select("organisations.name as organisation_name")
    .orderBy("at", "desc")
    .orderBy("activity.id", "desc")
    .limit(limit)
    .offset(offset)
    .execute();
}

function toEntry(row: Awaited<ReturnType<typeof pageOfEntries>>[number]): StoredEntry {
  const { organisation_id: organisationId, organisation_name: organisationName } = row;
  return {
    id: row.id,
    at: row.at,
    kind: row.action,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    subject: row.subject_kind && { kind: row.subject_kind, id: row.subject_id, name: row.subject_name },
    organisation: organisationId && organisationName ? { id: organisationId, name: organisationName } : null,
    changes: row.changes as Changes | null,
  };
}
