import { expect } from "vitest";
import * as page from "../../../app/routes/support.performance._index.tsx";
import * as download from "../../../app/routes/support.performance.download.tsx";
import { type Period, periods } from "../../../server/performance/periods.ts";
import type { Resources } from "../../../server/resources.ts";
import { visit } from "../../fixtures/pages.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { eric, megan, successor } from "../../records/people.ts";
import { createSession, openContext } from "../../records/sessions.ts";
import { recordStatements } from "../../readings/statements.ts";
import { test, waitDays } from "./moved-clock.ts";
import { readNextDay, sendAll } from "./scene.ts";

const openPages = async (resources: Resources) =>
  openContext(resources, (await createSession(resources)).sessionId);

test("each period ends with yesterday, and has what happened in it", async ({ resources, db, api }) => {
  const { id: organisationId } = await createOrganisation(db);
  const add = (details: typeof megan) => api.organisationUsers.add({ organisationId, ...details });
  const { id: userId } = await add(megan); // 10 February
  await sendAll(resources, "delivered");
  await waitDays(db, 340); // 16 January
  await add(eric);
  await waitDays(db, 40); // 25 February
  await add({ ...successor, email: "dilys.owen@example.com" });
  await api.organisationUsers.remove({ organisationId, userId });
  await readNextDay(db);
  const read = async (period: Period) => (await api.performance.get({ period })).figures;

  expect(await read("30_days")).toMatchObject({
    ...{ from: "2027-01-27", to: "2027-02-25" },
    ...{ added: { users: 1 }, emails: { sent: 0 } },
    months: [
      { from: "2027-01-27", to: "2027-01-31", added: 0, removed: 0 },
      { from: "2027-02-01", to: "2027-02-25", added: 1, removed: 1 },
    ],
  });
  expect(await read("12_months")).toMatchObject({
    ...{ from: "2026-03-01", to: "2027-02-25" },
    ...{ added: { users: 2 }, emails: { sent: 0 } },
  });
  expect((await read("12_months"))?.months).toHaveLength(12);
  expect(await read("all_time")).toMatchObject({
    ...{ from: "2026-02-10", to: "2027-02-25" },
    ...{ added: { users: 3, invitationSent: 1 }, emails: { sent: 1 } },
  });
  expect(await api.performance.get()).toEqual(await api.performance.get({ period: "30_days" }));
});

test("there is no other period", async ({ resources, api }) => {
  const context = await openPages(resources);
  await expect(api.performance.get({ period: "1_day" as Period })).rejects.toMatchObject({
    code: "BAD_REQUEST",
    cause: { fieldErrors: { period: "Enter a period" } },
  });
  for (const { loader } of [page, download])
    expect(await visit(loader, context, { path: "/?period=1_day" })).toMatchObject({ status: 404 });
});

test("without figures yet, the page says so and there is no file", async ({ resources, api }) => {
  const context = await openPages(resources);
  expect(await api.performance.get()).toEqual({ period: "30_days", figures: null });
  expect(await visit(page.loader, context)).toMatchObject({ status: 200, data: { figures: null } });
  expect(await visit(download.loader, context)).toMatchObject({ status: 404 });
});

test("the page and the file have the figures of the procedure, by one statement", async ({
  resources,
  db,
  api,
}) => {
  const { id: organisationId } = await createOrganisation(db);
  await api.organisationUsers.add({ organisationId, ...megan });
  await sendAll(resources, "permanent-failure");
  await readNextDay(db);

  const context = await openPages(resources);
  for (const period of periods) {
    const answer = await api.performance.get({ period });
    let shown: unknown;
    const statements = await recordStatements(async () => {
      shown = (await visit(page.loader, context, { path: `/?period=${period}` })).data;
    });
    expect(shown).toEqual(answer);
    expect(statements.filter((one) => one.includes("performance_"))).toHaveLength(1);
  }
  const file = await download.loader({
    request: new Request("http://localhost:3000/support/performance/download?period=all_time"),
    ...{ params: {}, context: { server: context } },
  });
  expect(file.headers.get("Content-Disposition")).toBe(
    'attachment; filename="performance-2026-02-10-to-2026-02-10.csv"',
  );
  const lines = (await file.text()).split("\r\n");
  expect(lines).toContain('"Users added, and how far they got","Added","Users","1"');
  expect(lines).toContain('"Users added and removed, by month","10 February 2026","Added","1"');
  expect(lines).toContain('"Emails by outcome","Failed","Emails","1"');
  expect(lines).toContain('"Days from adding to the first sign-in","Median","Days",""');
});
