import { expect } from "vitest";
import { sql } from "kysely";
import type { Database } from "../../../../db/database.ts";
import { takeTurns, type Turn } from "../../../../jobs/emails/pacing/turns.ts";
import { usualTimings } from "../../../../jobs/emails/timings.ts";
import { test } from "../../../fixtures/resources.ts";
import { createEmail } from "../../../records/emails.ts";
import { createSupportUser } from "../../../records/people.ts";

/** A minute, so that the machine's slowness does not matter. */
const spacing = 60_000;

async function createEmails(db: Database, count: number): Promise<string[]> {
  const supportUser = await createSupportUser(db);
  const ids: string[] = [];
  for (let made = 0; made < count; made++) {
    ids.push(await createEmail(db, "support_user_added", { supportUser }));
  }
  return ids;
}

/** In how many turns from now each turn is. */
const places = (turns: Turn[]) => turns.map(({ at }) => Math.round((at - Date.now()) / spacing) + 0); // no -0

test("workers that take turns at the same time get different ones, in the order of their jobs", async ({
  db,
}) => {
  const ids = await createEmails(db, 9);
  const perWorker = [ids.slice(0, 3), ids.slice(3, 6), ids.slice(6)];

  const turns = await Promise.all(perWorker.map((some) => takeTurns(db, some, spacing)));

  expect(places(turns.flat()).toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  for (const [index, ofWorker] of turns.entries()) {
    expect(ofWorker.map(({ emailId }) => emailId)).toEqual(perWorker[index]);
    const [first = NaN] = places(ofWorker);
    expect(places(ofWorker)).toEqual([first, first + 1, first + 2]);
  }
});

test("a settled email takes no turn", async ({ db }) => {
  const [settled = "", waiting = ""] = await createEmails(db, 2);
  await sql`update emails set status = 'cancelled', cancelled_at = now() where id = ${settled}`.execute(db);

  expect(await takeTurns(db, [settled], spacing)).toEqual([]);
  expect(places(await takeTurns(db, [settled, waiting], spacing))).toEqual([0]);
});

test("after a time without emails, ten turns are made up for", async ({ db }) => {
  const ids = await createEmails(db, 12);
  await takeTurns(db, ids.slice(0, 1), spacing);
  await sql`update bulk_email_pace set next_turn_at = now() - interval '1 day'`.execute(db);

  expect(places(await takeTurns(db, ids, spacing))).toEqual([-10, -9, -8, -7, -6, -5, -4, -3, -2, -1, 0, 1]);
});

test("there are 40 turns a second, and a single email waits half a second at most for Notify's rate limit", () => {
  expect(1_000 / usualTimings.spacing).toBe(40);
  expect(usualTimings.pause.single.longest).toBeLessThanOrEqual(500);
});
