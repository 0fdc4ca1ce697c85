import { expect } from "vitest";
import { action, loader } from "../../../app/routes/support.activity.download.tsx";
import { createOrganisation } from "../../records/organisations.ts";
import { createActor, createOrganisationUser, createSupportUser, eric, tom } from "../../records/people.ts";
import { callAs, withVariables } from "../../fixtures/resources.ts";
import { visit } from "../../fixtures/pages.ts";
import { readActivity } from "../../readings/traces.ts";
import { createSession, openContext } from "../../records/sessions.ts";
import { test } from "../../fixtures/web.ts";

const imported = (count: number) =>
  Array.from({ length: count }, () => ({ action: "imported", actor_kind: "system" }) as const);

test("parts of 1,000, or as asked, contain all that the filter shows, also above 1,000, and are logged once", async ({
  resources,
  db,
}) => {
  await db.insertInto("activity").values(imported(2_001)).execute();
  const { download, list } = callAs(resources, await createActor(db)).activity;
  const kind = "imported";

  const first = await download({ kind });
  await db.insertInto("activity").values(imported(1)).execute();
  const second = await download({ kind, pageSize: 999, after: first.next ?? 0 });
  const third = await download({ kind, after: second.next ?? 0 });

  const parts = [first, second, third];
  expect(parts.map(({ items }) => items.length)).toEqual([1_000, 999, 2]);
  expect(third.next).toBeNull();
  const ids = parts.flatMap(({ items }) => items.map(({ id }) => id));
  expect(ids, "newest first, without what came meanwhile").toEqual(
    [...new Set(ids)].toSorted((one, other) => other - one),
  );
  expect((await list({ kind: "downloaded" })).items).toMatchObject([
    { actor: { name: "Priya Nair" }, changes: { activity: { from: null, to: "kind=imported" } } },
  ]);
});

test("each download is logged with what it was narrowed by, and one that begins in the middle too", async ({
  resources,
  db,
}) => {
  await db.insertInto("activity").values(imported(3)).execute();
  const { download, list } = callAs(resources, await createActor(db)).activity;
  const { items } = await list({});
  const after = items[0]?.id;

  const { items: left } = await download({ after });
  await download({ after });
  const { id: userId } = await createOrganisationUser(db, eric);
  await download({ userId, from: "2026-01-14", after });

  expect(left.map(({ id }) => id)).toEqual(items.slice(1).map(({ id }) => id));
  const logged = (await list({ kind: "downloaded" })).items;
  expect(logged.map(({ changes }) => changes?.["activity"]?.to)).toEqual([
    `from=2026-01-14&userId=${userId}`,
    "",
  ]);
});

test("a download of the log is none of all users", async ({ resources, db }) => {
  const api = callAs(resources, await createActor(db));
  const { id } = await createOrganisationUser(db, eric);

  await api.activity.download({});
  await api.organisationUsers.downloadSearch({ query: "", after: id });

  expect(await readActivity(db)).toHaveLength(2);
});

test("the file has a line for each entry, as the page words it, and escapes formulas", async ({
  resources,
  db,
}) => {
  const { id: organisation_id } = await createOrganisation(db, "=Ashgrove");
  const { id } = await createSupportUser(db);
  const [by, about] = [
    { actor_kind: "support_user", actor_id: id, actor_name: "Priya Nair" } as const,
    { subject_kind: "organisation_user", subject_id: id, subject_name: 'Meg "M" Price' } as const,
  ];
  const entries = [
    { ...by, ...about, action: "added", organisation_id, subject_email: "meg@example.com" } as const,
    { actor_kind: "system", action: "imported" } as const,
  ];
  const at = new Date("2026-06-30T23:30:00Z");
  await db
    .insertInto("activity")
    .values(entries.map((entry) => ({ ...entry, at })))
    .execute();
  const { sessionId } = await createSession(resources, { supportUserId: id });
  const context = { server: await openContext(resources, sessionId) };
  const query = "from-day=1&from-month=7&from-year=2026&to-day=1&to-month=7&to-year=2026";
  const request = new Request(`http://localhost:3000/support/activity/download?${query}`, { method: "POST" });

  const response = await action({ request, params: {}, context });

  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="activity.csv"');
  expect(
    Buffer.from(await response.arrayBuffer())
      .toString()
      .split("\r\n"),
  ).toEqual([
    '\uFEFF"Date and time","Kind of activity","Who did it","What happened","About","Email address","Organisation"',
    '"1 July 2026 at 12:30am","Organisations imported","The system","The system imported organisations: 0 added, 0 updated","","",""',
    '"1 July 2026 at 12:30am","Added","Priya Nair","Priya Nair added Meg ""M"" Price (meg@example.com) to =Ashgrove","Meg ""M"" Price","meg@example.com","\'=Ashgrove"',
    "",
  ]);
});

test("a download is one save, however many parts it has", async ({ resources, db }) => {
  await db.insertInto("activity").values(imported(3_001)).execute();
  const { id } = await createSupportUser(db);
  const { sessionId } = await createSession(resources, { supportUserId: id });
  const limited = withVariables(resources, { RATE_LIMIT_SAVES: "1" });
  const download = async () => {
    const server = await openContext(limited, sessionId);
    const url = "http://localhost:3000/support/activity/download?kind=imported";
    return action({ request: new Request(url, { method: "POST" }), params: {}, context: { server } });
  };

  const file = await (await download()).text();

  expect(file.split("\r\n")).toHaveLength(3_003);
  await expect(download()).rejects.toMatchObject({ status: 429 });
});

test("a wrong date leads to the page, which says so, and so does a link", async ({ resources, db }) => {
  const { id } = await createSupportUser(db);
  const { sessionId } = await createSession(resources, { supportUserId: id });
  const context = await openContext(resources, sessionId);
  const query = "kind=added&from-day=31&from-month=2&from-year=2026";
  const path = `/support/activity/download?${query}&page=2`;

  const posted = await visit(action, context, { path, form: {} });
  const opened = await visit(loader, context, { path });

  expect([posted, opened].map(({ location }) => location)).toEqual([
    `/support/activity?${query}`,
    `/support/activity?${query}`,
  ]);
  expect(await readActivity(db)).toEqual([]);
});

test("no other site can make a user's browser download the log", async ({ web, resources, db }) => {
  const supportUserId = (await createSupportUser(db, tom)).id;
  const { sessionId } = await createSession(resources, { supportUserId });
  const post = (headers: Record<string, string>) =>
    web.visit("/support/activity/download", { sessionId, form: {}, headers });

  expect((await post({ "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
  expect(await readActivity(db)).toEqual([]);
  expect((await post({ "Sec-Fetch-Site": "same-origin" })).status).toBe(200);
  expect(await readActivity(db)).toMatchObject([{ action: "downloaded" }]);
});
