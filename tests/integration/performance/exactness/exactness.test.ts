import { sql } from "kysely";
import { expect } from "vitest";
import type { Database } from "../../../../db/database.ts";
import type { ActivityAction } from "../../../../db/types.ts";
import { blankEarlierNames } from "../../../../server/activity/blanking.ts";
import { blankOldRecipients } from "../../../../server/emails/retention.ts";
import { forgetFormerUsers } from "../../../../server/organisation-users/former/forget.ts";
import { countPerformance } from "../../../../server/performance/keeping/count.ts";
import { countRows } from "../../../readings/traces.ts";
import { signInStaff } from "../../../records/bulk-changes.ts";
import { createOrganisations } from "../../../records/organisations.ts";
import { beginning, setClock, test } from "../moved-clock.ts";
import { changeSomething, drawFrom, type World } from "./history.ts";
import { recount } from "./recount.ts";

const days = 130;
/** The day on which the release that keeps figures is started. */
const upgrade = 50;
const retentionDays = 20;

/** The totals of all time as they are kept, in the form of a recount. */
async function readKept(db: Database): Promise<object> {
  const rows = await db
    .selectFrom("performance_figures")
    .select([sql<string>`to_char(day, 'YYYY-MM')`.as("month"), "figure", "item", "total"])
    .where("grain", "=", "month")
    .orderBy("day")
    .orderBy("item")
    .execute();
  const of = (name: string) => rows.filter(({ figure }) => figure === name);
  const sum = (name: string) => of(name).reduce((total, row) => total + row.total, 0);
  const by = (name: string, key: "month" | "item") => {
    const totals: Record<string, number> = {};
    for (const row of of(name)) totals[row[key]] = (totals[row[key]] ?? 0) + row.total;
    return totals;
  };
  return {
    users: sum("added"),
    invitationSent: sum("invitation_sent"),
    invitationDelivered: sum("invitation_delivered"),
    signInDays: of("signed_in")
      .flatMap(({ item, total }) => Array.from({ length: total }, () => Number(item)))
      .toSorted((one, other) => one - other),
    added: by("added", "month"),
    removed: by("removed", "month"),
    emails: by("email", "item"),
    failed: by("email_failed", "item"),
  };
}

/** Names reasons as they are kept. */
const failuresByName = (failed: Record<string, number>) => ({
  bad_address: failed["400 ValidationError: x"],
  inbox: failed["temporary-failure"],
  no_such_address: failed["permanent-failure"],
});

/** Does in a database what migrating does: from here on, triggers store what happens. */
async function noteFromNow(db: Database): Promise<void> {
  await sql`alter table activity enable trigger activity_note_removal`.execute(db);
  await sql`alter table emails enable trigger emails_note_outcome`.execute(db);
  await sql`delete from performance_progress`.execute(db);
  await sql`
    insert into performance_progress (email_parts_left, removals_before) select 64, max(id) + 1 from activity
  `.execute(db);
}

async function notNoteYet(db: Database): Promise<void> {
  await sql`alter table activity disable trigger activity_note_removal`.execute(db);
  await sql`alter table emails disable trigger emails_note_outcome`.execute(db);
}

async function countEntries(db: Database, action: ActivityAction): Promise<number> {
  const entries = db.selectFrom("activity").select("id").where("action", "=", action);
  return (await entries.execute()).length;
}

test(
  "months of random history give the figures that a plain recount gives",
  { timeout: 60_000 },
  async ({ resources, db }) => {
    const world: World = {
      ...{ resources, staff: await signInStaff(resources), draw: drawFrom(21), addressees: new Map() },
      organisations: await createOrganisations(db, 6),
    };
    await notNoteYet(db);
    for (let day = 0; day < days; day++) {
      const midnight = beginning.getTime() + day * 86_400_000 - 9 * 3_600_000;
      if (day === upgrade) await noteFromNow(db);
      for (const hour of [10, 22.9 + world.draw(20) / 10]) {
        await setClock(db, new Date(midnight + hour * 3_600_000));
        await changeSomething(world);
        // The worker starts hours after the upgrade, runs at times in two places, and is down for some nights.
        if (day >= upgrade && world.draw(4) === 0) {
          await Promise.all([countPerformance(db), countPerformance(db)]);
          await forgetFormerUsers(db, retentionDays);
          await blankEarlierNames(db, retentionDays);
          await blankOldRecipients(resources);
        }
      }
    }
    await setClock(db, new Date(beginning.getTime() + days * 86_400_000));
    await countPerformance(db);

    const lastDay = new Date(beginning.getTime() + (days - 1) * 86_400_000).toISOString().slice(0, 10);
    const { failed, ...plain } = await recount(db, world.addressees, lastDay);
    for (const action of [
      "linked",
      "merged",
      "removed",
      "unlinked",
      "invited_instead",
      "first_signed_in",
    ] as const)
      expect(await countEntries(db, action), action).toBeGreaterThan(1);
    expect(await countRows(db, "bulk_changes")).toBeGreaterThan(1);
    expect(await readKept(db)).toEqual({ ...plain, failed: failuresByName(failed) });
  },
);
