import { randomUUID } from "node:crypto";
import type { Database } from "../../../db/database.ts";
import type { BulkChangeKind, BulkChangeOutcome, BulkChangeVerdict } from "../../../db/types.ts";
import type { Organisation } from "../../records/organisations.ts";
import { createOrganisationUser } from "../../records/people.ts";
import { withDatabase } from "../product/stored.ts";
import { newPerson, type Person } from "../steps/people.ts";

/** A row of a stored bulk change. Without an outcome it has to wait, for longer than the tests take. */
export type StoredRow = {
  verdict: BulkChangeVerdict;
  outcome: BulkChangeOutcome | null;
  problem?: string;
  person?: Person;
  /** Whether the person exists, and belongs to the organisation. */
  exists?: boolean;
};

type Options = {
  kind?: BulkChangeKind;
  /** The names of the organisations of the rows, in turn. With one, all rows are for it. */
  organisations: string[];
  stoppedBecause?: "asked" | "starter removed";
  /** Whether its end is news for Priya Nair, who started it. */
  isNews?: boolean;
  areDetailsDeleted?: boolean;
};

/** Stores a bulk change that Priya Nair has started, and returns its page's path. */
export function storeBulkChange(rows: StoredRow[], options: Options): Promise<string> {
  const id = randomUUID();
  return withDatabase(async (db) => {
    const organisations = await findOrganisations(db, options.organisations);
    await storeWhole(db, id, rows, options, organisations);
    await db
      .insertInto("bulk_change_organisations")
      .values(organisations.map((one) => ({ bulk_change_id: id, organisation_id: one.id })))
      .execute();
    if (options.areDetailsDeleted) return pathOf(id);
    for (const [index, row] of rows.entries()) {
      const organisation = organisations[index % organisations.length];
      if (organisation) await storeRow(db, { id, position: index + 1, row, organisation });
    }
    return pathOf(id);
  });
}

const pathOf = (id: string) => `/support/bulk-changes/${id}`;

async function findOrganisations(db: Database, names: string[]): Promise<Organisation[]> {
  const found = await db
    .selectFrom("organisations")
    .select(["id", "name"])
    .where("name", "in", names)
    .execute();
  return names.flatMap((name) => found.filter((one) => one.name === name));
}

async function storeWhole(
  db: Database,
  id: string,
  rows: StoredRow[],
  { kind = "add", stoppedBecause, isNews, areDetailsDeleted }: Options,
  organisations: Organisation[],
): Promise<void> {
  const priyas = db.selectFrom("support_users").select("id").where("first_name", "=", "Priya");
  const starter = await priyas.executeTakeFirstOrThrow();
  const now = new Date();
  const hasEnded = rows.every(({ outcome }) => outcome !== null);
  await db
    .insertInto("bulk_changes")
    .values({
      ...{ id, kind, total: rows.length, emails: rows.length, people: rows.length, started_at: now },
      ...{ started_by_id: starter.id, started_by_kind: "support_user", started_by_name: "Priya Nair" },
      organisation_id: organisations.length === 1 ? organisations[0]?.id : null,
      verdicts: countOf(rows.map(({ verdict }) => verdict)),
      ...(hasEnded && { finished_at: now, outcomes: countOf(rows.flatMap(({ outcome }) => outcome ?? [])) }),
      stopped_because: stoppedBecause ?? null,
      told_at: isNews ? null : now,
      details_deleted_at: areDetailsDeleted ? now : null,
    })
    .execute();
}

type Placed = { id: string; position: number; row: StoredRow; organisation: Organisation };

async function storeRow(db: Database, { id, position, row, organisation }: Placed): Promise<void> {
  const { person = newPerson(), verdict, outcome, problem = null } = row;
  const user = row.exists
    ? await createOrganisationUser(db, person, { organisations: [organisation] })
    : undefined;
  await db
    .insertInto("bulk_change_rows")
    .values({
      ...{ bulk_change_id: id, position, number: position + 1, verdict, outcome, problem },
      ...{ first_name: person.firstName, last_name: person.lastName, email: person.email },
      ...{ organisation_id: organisation.id, user_id: user?.id },
      due_at: outcome === null ? new Date(Date.now() + 86_400_000) : null,
    })
    .execute();
}

/** Stores a user of an organisation. */
export function storeUser(organisation: string, person: Person): Promise<unknown> {
  return withDatabase(async (db) => {
    const organisations = await db
      .selectFrom("organisations")
      .selectAll()
      .where("name", "=", organisation)
      .execute();
    return createOrganisationUser(db, person, { organisations });
  });
}

function countOf(values: string[]): Record<string, number> {
  const groups = Map.groupBy(values, (value) => value);
  return Object.fromEntries([...groups].map(([value, all]) => [value, all.length]));
}
