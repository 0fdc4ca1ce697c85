import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect } from "vitest";
import { storeAnswers } from "../../../../server/drafts/drafts.ts";
import { makeRoom } from "../../../../server/sign-in/sessions/own-sessions.ts";
import { startSession } from "../../../../server/sign-in/sessions/sessions.ts";
import { locationOf, openBrowser, test } from "../../../fixtures/sign-in.ts";
import { readPage } from "../../../fixtures/web.ts";
import { countRows } from "../../../readings/traces.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import { createOrganisationUser, createSupportUser, megan, priya } from "../../../records/people.ts";

const page = "/support/sessions";
const statusOf = async (visit: Promise<Response>) => (await visit).status;

test("the sixth sign-in ends the oldest session, with its drafts", async ({ serve, signInResources, db }) => {
  await createSupportUser(db, priya);
  const web = await serve(signInResources);
  const browsers = Array.from({ length: 6 }, () => openBrowser(web));
  for (const browser of browsers.slice(0, 5)) await browser.signIn();
  const oldest = await db.selectFrom("sessions").selectAll().orderBy("created_at").executeTakeFirstOrThrow();
  const draft = { id: randomUUID(), sessionIdHash: oldest.id_hash, scope: "support" };
  await storeAnswers(db, draft, { firstName: "", lastName: "", email: "" });
  await browsers[4]?.signIn(); // in place of its own session

  expect(await Promise.all(browsers.slice(0, 5).map((one) => statusOf(one.visit(page))))).toEqual(
    Array(5).fill(200),
  );
  await browsers[5]?.signIn();

  const statuses = await Promise.all(browsers.map((one) => statusOf(one.visit(page))));
  expect(statuses).toEqual([302, 200, 200, 200, 200, 200]);
  expect(await countRows(db, "drafts")).toBe(0);
});

test("two sign-ins at the same moment leave five sessions, of an organisation user too", async ({
  serve,
  signInResources,
  provider,
  db,
}) => {
  const organisation = await createOrganisation(db);
  await createOrganisationUser(db, megan, { organisations: [organisation] });
  provider.lies.userInfo = { email: megan.email };
  const web = await serve(signInResources);

  await Promise.all(Array.from({ length: 8 }, () => openBrowser(web).signIn()));

  const slots = await db.selectFrom("sessions").select("slot").orderBy("slot").execute();
  expect(slots.map(({ slot }) => slot)).toEqual([1, 2, 3, 4, 5]);
});

test("a session in which a change is being saved is not waited for", async ({ db }) => {
  const { id } = await createSupportUser(db, priya);
  const owner = { kind: "support_user", id } as const;
  for (let count = 0; count < 5; count++) await startSession(db, { idToken: "it", supportUserId: id });
  await db.transaction().execute(async (saving) => {
    await saving
      .selectFrom("sessions")
      .select("id_hash")
      .orderBy("created_at")
      .limit(1)
      .forUpdate()
      .execute();
    expect(await makeRoom(db, owner, { before: null, idleMinutes: 120 })).toBe(0);
  });

  expect(await makeRoom(db, owner, { before: null, idleMinutes: 120 })).toBe(1);
});

test("the page shows where the user is signed in, and signs them out everywhere else", async ({
  serve,
  signInResources,
  db,
}) => {
  const { id } = await createSupportUser(db, priya);
  const other = await createSupportUser(db, { ...priya, email: "tom@education.gov.uk" });
  const web = await serve(signInResources);
  const [here, elsewhere] = [openBrowser(web), openBrowser(web)];
  for (const browser of [elsewhere, here]) await browser.signIn();
  await db.updateTable("sessions").set({ browser: "Edge on Windows" }).execute();
  await startSession(db, { idToken: "it", supportUserId: other.id });
  await startSession(db, { idToken: "it", supportUserId: id });
  await sql`update sessions set last_seen_at = now() - interval '3 hours' where slot = 3`.execute(db);

  const { text } = await readPage(await here.visit(page));
  expect(text.match(/Edge on Windows/g)).toHaveLength(2);
  expect(text.match(/This browser/g)).toHaveLength(1);
  expect(text).not.toContain("Unknown browser");

  expect(locationOf(await here.visit(page, {}))).toBe(page);
  const after = await readPage(await here.visit(page));
  expect(after.text).toContain("Signed out everywhere else");
  expect(after.text).toContain("You are not signed in anywhere else.");
  expect(await statusOf(elsewhere.visit(page))).toBe(302);
  expect(await countRows(db, "sessions"), "and another user's session goes on").toBe(2);
});

test("the browser of a session is stored in plain words", async ({ serve, signInResources, browser, db }) => {
  await createSupportUser(db, priya);
  const { state, code } = await browser.begin();
  const Cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = { Cookie, "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Firefox/132.0" };
  await (await serve(signInResources)).visit(`/auth/dfe/callback?state=${state}&code=${code}`, { headers });

  expect((await db.selectFrom("sessions").select("browser").executeTakeFirst())?.browser).toBe(
    "Firefox on Linux",
  );
});
