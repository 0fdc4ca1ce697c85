import { sql } from "kysely";
import { expect } from "vitest";
import { doRows } from "../../../jobs/bulk-changes/do-rows.ts";
import type { Database } from "../../../db/database.ts";
import { findApiToken } from "../../../server/api-tokens/authenticate.ts";
import { createToken, endToken, revokeToken } from "../../records/api-tokens.ts";
import { stopBulkChange } from "../../../server/bulk-changes/stop.ts";
import { removeSupportUser } from "../../../server/support-users/remove.ts";
import { callAs, test } from "../../fixtures/resources.ts";
import { doAllRows, outcomesOf, rowsOf, signInStaff, startAdding } from "../../records/bulk-changes.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { tom } from "../../records/people.ts";

test("stops the rest, by any support user, and logs it", async ({ resources, db }) => {
  const [staff, other] = [await signInStaff(resources), await signInStaff(resources, tom)];
  const id = await startAdding(staff, rowsOf(await createOrganisation(db), 2));
  await db.transaction().execute(async (trx) => {
    await sql`update bulk_change_rows set outcome = 'added' where position = 1`.execute(trx);
  });
  await other.api.bulkChanges.stop({ bulkChangeId: id });
  await other.api.bulkChanges.stop({ bulkChangeId: id });
  await doAllRows(resources, id);

  expect(await outcomesOf(staff, id)).toEqual(["Added", "Stopped"]);
  expect(await staff.api.bulkChanges.get({ bulkChangeId: id })).toMatchObject({
    ...{ state: "stopped", stoppedBecause: "Stopped", done: 1, notDone: 1 },
  });
  const { items } = await staff.api.activity.list({ kind: "stopped" });
  expect(items).toMatchObject([{ actor: { name: "Tom Whitfield" }, bulkChange: { id, kind: "add" } }]);
});

test("stops by itself when its starter is no longer a support user", async ({ resources, db }) => {
  const [staff, other] = [await signInStaff(resources), await signInStaff(resources, tom)];
  const id = await startAdding(staff, rowsOf(await createOrganisation(db), 2));
  await removeSupportUser(db, { actor: other.actor, queue: resources.queue }, staff.actor.id);

  await doAllRows(resources, id);

  const words = "Stopped: Priya Nair is no longer a support user";
  expect(await outcomesOf(other, id)).toEqual([words, words]);
  expect((await other.api.bulkChanges.get({ bulkChangeId: id })).stoppedBecause).toBe(words);
});

test.for([
  ["is revoked", revokeToken],
  ["ends", (db: Database, name: string) => endToken(db, name, -1)],
] as const)("stops by itself when its token %s", async ([, end], { resources, db }) => {
  const ashgrove = await createOrganisation(db);
  const actor = await findApiToken(db, await createToken(db, "nightly sync"));
  if (actor === undefined) throw new Error("There is no token");
  const api = callAs(resources, actor);
  const { id } = await api.bulkChanges.check({ kind: "add", rows: rowsOf(ashgrove, 1) });
  await api.bulkChanges.start({ bulkChangeId: id });
  await end(db, "nightly sync");

  await doAllRows(resources, id);

  const { stoppedBecause } = await api.bulkChanges.get({ bulkChangeId: id });
  expect(stoppedBecause).toBe("Stopped: the API token nightly sync was revoked or expired");
});

test("a stop waits for a row in progress, which is done", async ({ resources, db }) => {
  const staff = await signInStaff(resources);
  const id = await startAdding(staff, rowsOf(await createOrganisation(db), 30));
  await Promise.all([doRows(resources, { bulkChangeId: id, after: 0 }), stopBulkChange(db, staff, id)]);
  const { done, notDone, state } = await staff.api.bulkChanges.get({ bulkChangeId: id });
  const { count } = await db
    .selectFrom("emails")
    .select(sql<number>`count(*)`.as("count"))
    .executeTakeFirstOrThrow();
  expect({ state, sum: done + notDone, emails: count }).toEqual({ state: "stopped", sum: 30, emails: done });
});
