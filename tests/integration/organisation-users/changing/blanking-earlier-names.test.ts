import { expect } from "vitest";
import type { Database } from "../../../../db/database.ts";
import { scheduledJobs } from "../../../../jobs/schedule.ts";
import { test, withVariables } from "../../../fixtures/resources.ts";
import { identityOf, recogniseOnly } from "../../../records/identities.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import { createOrganisationUser, megan, successor } from "../../../records/people.ts";
import { readActivity } from "../../../readings/traces.ts";
import type { Resources } from "../../../../server/resources.ts";

/** Runs the nightly job as if the retention period had this many days. */
async function runJob(resources: Resources, days: number): Promise<void> {
  const job = scheduledJobs.find(({ name }) => name === "blank-earlier-names");
  await job?.run(withVariables(resources, { PERSONAL_DATA_RETENTION_DAYS: `${days}` }));
}

async function ageRemovals(db: Database, days: number): Promise<void> {
  const removedAt = new Date(Date.now() - days * 86_400_000);
  await db.updateTable("names_to_blank").set({ removed_at: removedAt }).execute();
}

const namesIn = (log: Awaited<ReturnType<typeof readActivity>>) =>
  log.map(({ action, name, subject, changes }) => ({ action, name, subject, changes }));

test("names from before a removal are blanked when the period after it is over, though the record lives on", async ({
  api,
  resources,
  db,
}) => {
  const { id: organisationId } = await createOrganisation(db);
  const { id: userId } = await api.organisationUsers.add({ organisationId, ...megan });
  await recogniseOnly(db, identityOf(megan, "dsi-megan"));
  await recogniseOnly(db, identityOf({ ...megan, lastName: "Lloyd" }, "dsi-megan"));
  await api.organisationUsers.remove({ organisationId, userId });
  const removal = db.selectFrom("activity").select("at").where("action", "=", "removed");
  await api.organisationUsers.add({ organisationId, ...successor });
  const removedAt = db.selectFrom("names_to_blank").select("removed_at");
  expect((await removedAt.executeTakeFirst())?.removed_at).toEqual((await removal.executeTakeFirst())?.at);
  const before = await readActivity(db);

  await ageRemovals(db, 730);
  await runJob(resources, 731);
  expect(await readActivity(db), "not yet").toEqual(before);
  await runJob(resources, 730);

  const [by, none] = [{ name: "Priya Nair" }, { subject: null, changes: null }];
  expect(namesIn(await readActivity(db))).toEqual([
    { action: "added", ...by, ...none },
    { action: "first_signed_in", name: null, ...none },
    { action: "edited", name: null, ...none },
    { action: "removed", ...by, ...none },
    { action: "added", ...by, subject: "Dilys Owen", changes: null },
  ]);
  expect(await db.selectFrom("names_to_blank").selectAll().execute()).toEqual([]);
});

test("so are those of records that were merged before the removal, but not of those merged since", async ({
  api,
  resources,
  db,
}) => {
  const { id: organisationId } = await createOrganisation(db);
  const addressOf = (email: string) => ({ ...megan, email });
  const { id: userId } = await api.organisationUsers.add({ organisationId, ...megan });
  await recogniseOnly(db, identityOf(megan, "dsi-megan"));
  const { id: mergedBefore } = await createOrganisationUser(db, addressOf("before@example.com"));
  await recogniseOnly(db, identityOf(addressOf("before@example.com"), "dsi-megan"));
  const { id: mergedSince } = await createOrganisationUser(db, addressOf("since@example.com"));
  const merged = {
    action: "added" as const,
    actor_kind: "system" as const,
    subject_kind: "organisation_user" as const,
  };
  const entries = [mergedBefore, mergedSince].map((id) => ({
    ...merged,
    subject_id: id,
    subject_name: "Megan",
  }));
  await db.insertInto("activity").values(entries).execute();

  await api.organisationUsers.remove({ organisationId, userId });
  await api.organisationUsers.add({ organisationId, ...successor, email: "before@example.com" });
  await recogniseOnly(db, identityOf(addressOf("before@example.com"), "dsi-dilys"));
  await recogniseOnly(db, identityOf(addressOf("since@example.com"), "dsi-dilys"));
  await ageRemovals(db, 1);
  await runJob(resources, 1);

  const readNames = async (id: string) =>
    (await readActivity(db)).filter(({ subjectId }) => subjectId === id).map(({ subject }) => subject);
  expect(await readNames(mergedBefore)).toEqual([null, null]);
  expect(await readNames(mergedSince)).toEqual(["Megan", "Megan Price"]);
});
