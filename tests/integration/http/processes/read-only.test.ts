import { sql } from "kysely";
import { expect } from "vitest";
import { openDatabase } from "../../../../db/database.ts";
import { createSupportUser, priya } from "../../../records/people.ts";
import { createSession } from "../../../records/sessions.ts";
import { countRows } from "../../../readings/traces.ts";
import { readPage, test as base } from "../../../fixtures/web.ts";

/** vitest's `test` with a console on a read-only database, such as a standby, and a way to end that. */
const test = base.extend("readOnly", async ({ resources, serve }, { onCleanup }) => {
  const url = new URL(resources.environment.DATABASE_URL);
  url.searchParams.set("options", "-c default_transaction_read_only=on");
  const db = openDatabase(url.href, () => undefined);
  onCleanup(() => db.destroy());
  return serve({ ...resources, db });
});

test("signed-in users can read while the database is read-only, and find their banner afterwards", async ({
  readOnly,
  web,
  resources,
  db,
}) => {
  const { sessionId } = await createSession(resources);
  await createSupportUser(db, priya);
  await sql`
    update sessions set last_seen_at = now() - interval '5 minutes',
      banner = '{ "type": "success", "text": "User added" }'
  `.execute(db);

  const during = await readPage(await readOnly.visit("/support/users", { sessionId }));
  const after = await readPage(await web.visit("/support/users", { sessionId }));

  expect(during).toMatchObject({ status: 200, heading: "Support users" });
  expect(during.text).toContain("priya.nair@education.gov.uk");
  expect(during.text).not.toContain("User added");
  expect(after.text).toContain("User added");
  expect((await readOnly.visit("/healthcheck/ready")).status).toBe(200);
});

test.for<[string, string, Record<string, string>]>([
  [
    "an addition",
    "/support/users/new/0e0e9b3c-7a3f-4f67-a1c6-8cf1d1c3a5f0",
    { ...priya, email: "p.nair@education.gov.uk" },
  ],
  ["a removal", "/support/users/:priya/remove", {}],
])("%s is 503, and changes nothing", async ([, path, form], { readOnly, resources, db }) => {
  const { sessionId } = await createSession(resources);
  const { id } = await createSupportUser(db, priya);

  const page = await readPage(await readOnly.visit(path.replace(":priya", id), { sessionId, form }));

  expect(page).toMatchObject({ status: 503, heading: "Sorry, the service is unavailable" });
  expect(await countRows(db, "drafts")).toBe(0);
  expect(await countRows(db, "activity")).toBe(0);
});
