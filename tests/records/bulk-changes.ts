import { randomUUID } from "node:crypto";
import type { Database } from "../../db/database.ts";
import { doRows } from "../../jobs/bulk-changes/do-rows.ts";
import type { NamedActor } from "../../server/actor.ts";
import type { RowToAdd } from "../../server/bulk-changes/schema.ts";
import type { Resources } from "../../server/resources.ts";
import { type Caller, createCaller } from "../../server/router.ts";
import type { Organisation } from "./organisations.ts";
import { createSupportUser, type Details, priya } from "./people.ts";
import { createSession } from "./sessions.ts";

export type Staff = { api: Caller; actor: NamedActor; sessionId: string; idHash: Buffer };

/** A support user, by default Priya Nair, who calls the procedures from a browser's session. */
export async function signInStaff(resources: Resources, details: Details = priya): Promise<Staff> {
  const { id } = await createSupportUser(resources.db, details, { dfeSignInId: `dsi-${details.email}` });
  const name = `${details.firstName} ${details.lastName}`;
  return startAnotherSession(resources, { kind: "support_user", id, name });
}

/** Another session of a support user. */
export async function startAnotherSession(resources: Resources, actor: NamedActor): Promise<Staff> {
  const session = await createSession(resources, { supportUserId: actor.id });
  const { db, queue, searches, environment: settings } = resources;
  const api = createCaller({ db, queue, searches, actor, settings, sessionIdHash: session.idHash });
  return { api, actor, ...session };
}

/** Rows of this many people to add to an organisation. */
export function rowsOf(organisation: Organisation, count: number): Partial<RowToAdd>[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ firstName: "Ada", lastName: `Number ${index}`, email: `ada.${index}@example.com` },
    organisationId: organisation.id,
  }));
}

/** Checks and starts adding people, and returns the id of the bulk change. */
export async function startAdding({ api }: Staff, rows: Partial<RowToAdd>[]): Promise<string> {
  const { id } = await api.bulkChanges.check({ kind: "add", rows });
  await api.bulkChanges.start({ bulkChangeId: id });
  return id;
}

/** A bulk change that is in progress, without rows. */
export async function createBulkChange(db: Database): Promise<string> {
  const { id } = await db
    .insertInto("bulk_changes")
    .values({
      ...{ id: randomUUID(), kind: "add", started_at: new Date() },
      ...{ started_by_kind: "support_user", started_by_id: randomUUID(), started_by_name: "Tom Whitfield" },
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Does the rows of a bulk change until it has ended, like a worker. */
export async function doAllRows(resources: Resources, bulkChangeId: string): Promise<void> {
  for (;;) {
    await doRows(resources, { bulkChangeId, after: 0 });
    const { finished_at } = await resources.db
      .selectFrom("bulk_changes")
      .select("finished_at")
      .where("id", "=", bulkChangeId)
      .executeTakeFirstOrThrow();
    if (finished_at !== null) return;
  }
}

/** The outcomes in words of all rows on the first page, in order. */
export async function outcomesOf({ api }: Staff, bulkChangeId: string): Promise<(string | null)[]> {
  const { items } = await api.bulkChanges.rows({ bulkChangeId });
  return items.map(({ outcomeText }) => outcomeText);
}
