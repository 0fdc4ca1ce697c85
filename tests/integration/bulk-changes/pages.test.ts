import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect } from "vitest";
import {
  doAllRows,
  rowsOf,
  signInStaff,
  startAdding,
  startAnotherSession,
  type Staff,
} from "../../records/bulk-changes.ts";
import { createOrganisation, type Organisation } from "../../records/organisations.ts";
import { tom } from "../../records/people.ts";
import { readPage, test as withWeb, type Web } from "../../fixtures/web.ts";

const pages = "/support/bulk-changes";
const checkOf = (id: string) => `${pages}/${id}/check`;

/** vitest's `test` with Priya Nair's session, an organisation, and the path of an empty form for it. */
const test = withWeb
  .extend("staff", ({ resources }) => signInStaff(resources))
  .extend("organisation", ({ db }) => createOrganisation(db))
  .extend("form", ({ organisation }) => `${pages}/new/${randomUUID()}?organisationId=${organisation.id}`);

/** Posts the form, with a file or with pasted text. */
function post({ visit }: Web, path: string, { sessionId }: Staff, { pasted = "", file }: Posted) {
  const body = new FormData();
  body.append("pasted", pasted);
  body.append("file", file ?? new File([], ""));
  return visit(path, { sessionId, method: "POST", body });
}

type Posted = { pasted?: string; file?: File };

const check = ({ api }: Staff, organisation: Organisation, count = 1) =>
  api.bulkChanges.check({ kind: "add", rows: rowsOf(organisation, count) });

const bannerOf = (text: string) =>
  /<p class="govuk-notification-banner__heading">(.*?)<\/p>/.exec(text)?.[1] ?? null;

test("what another session checked is 404, on the form too", async ({
  web,
  staff,
  organisation,
  resources,
}) => {
  const { id } = await check(staff, organisation);
  const others = [await startAnotherSession(resources, staff.actor), await signInStaff(resources, tom)];

  for (const other of others) {
    const { sessionId } = other;
    for (const path of [checkOf(id), `${checkOf(id)}?from=form`, `${pages}/new/${id}`, `${pages}/${id}`]) {
      expect((await web.visit(path, { sessionId })).status, path).toBe(404);
    }
    expect((await web.visit(checkOf(id), { sessionId, form: {} })).status).toBe(404);
    expect((await post(web, `${pages}/new/${id}`, other, { pasted: "a,b,c,1" })).status).toBe(404);
  }
});

test("the check page that the form led to leads back to the form, once the session has ended", async ({
  web: { visit },
  staff: { sessionId },
}) => {
  const id = randomUUID();
  const location = async (query: string, form?: Record<string, string>) =>
    (await visit(`${checkOf(id)}${query}`, { sessionId, ...(form && { form }) })).headers.get("Location");

  expect(await location("?from=form")).toBe(`${pages}/new/${id}`);
  expect(await location(`?from=form&organisationId=${id}`, {})).toBe(
    `${pages}/new/${id}?organisationId=${id}`,
  );
  expect(await location("")).toBeNull();
  const { text } = await readPage(await visit(`${pages}/new/${id}`, { sessionId }));
  expect(bannerOf(text)).toBe("You signed in again in another tab. Enter the details again.");
});

test("form and check of a bulk change that was started lead to its progress; posting twice starts once", async ({
  web,
  staff,
  organisation,
  db,
  resources,
}) => {
  const { id } = await check(staff, organisation);
  const start = () => web.visit(checkOf(id), { sessionId: staff.sessionId, form: {} });
  const locations = (await Promise.all([start(), start()])).map(({ headers }) => headers.get("Location"));
  const { sessionId } = await signInStaff(resources, tom);

  expect(locations).toEqual([`${pages}/${id}`, `${pages}/${id}`]);
  const started = db.selectFrom("activity").select("id").where("action", "=", "started");
  expect(await started.execute()).toHaveLength(1);
  for (const path of [checkOf(id), `${pages}/new/${id}`])
    expect((await web.visit(path, { sessionId })).headers.get("Location")).toBe(`${pages}/${id}`);
  const again = await post(web, `${pages}/new/${id}`, staff, { pasted: "a,b,c,1" });
  expect(again.headers.get("Location")).toBe(`${pages}/${id}`);
});

test("a script that asks for the progress does not keep the session alive; the page does", async ({
  web: { visit },
  staff,
  organisation,
  db,
}) => {
  const id = await startAdding(staff, rowsOf(organisation, 2));
  const { sessionId } = staff;
  const isFresh = async (path: string) => {
    await sql`update sessions set last_seen_at = now() - interval '30 minutes'`.execute(db);
    const response = await visit(path, { sessionId });
    const { rows } = await sql<{ isFresh: boolean }>`
      select last_seen_at > now() - interval '1 minute' as "isFresh" from sessions
    `.execute(db);
    return { response, isFresh: rows[0]?.isFresh };
  };

  const asked = await isFresh(`${pages}/${id}/progress`);
  expect(await asked.response.json()).toEqual({ worked: 0, toDo: 2, text: "0 of 2", result: null });
  expect(asked.isFresh).toBe(false);
  expect((await isFresh(`${pages}/${id}`)).isFresh).toBe(true);
});

test("only the person who started it is told once that it has ended", async ({
  web: { visit },
  staff,
  organisation,
  resources,
}) => {
  const id = await startAdding(staff, [...rowsOf(organisation, 1), { firstName: "Ada" }]);
  const bannerFor = async ({ sessionId }: Staff) =>
    bannerOf((await readPage(await visit(`${pages}/${id}`, { sessionId }))).text);
  expect(await bannerFor(staff)).toBeNull();
  await doAllRows(resources, id);

  expect(await bannerFor(await signInStaff(resources, tom))).toBeNull();
  const another = await startAnotherSession(resources, staff.actor);
  expect(await bannerFor(another)).toBe("1 user added. 1 was not added.");
  expect(await bannerFor(staff)).toBeNull();
});

test("what cannot be read is shown again, with its message", async ({ web, staff, form }) => {
  const broken = '"Ada,b,c';
  const response = await post(web, form, staff, { pasted: broken });

  expect(response.status).toBe(400);
  const { text } = await readPage(response);
  expect(text).toContain('<a href="#pasted">Row 1 has a quotation mark that is never closed</a>');
  expect(text).toContain(">&quot;Ada,b,c</textarea>");
  const both = await post(web, form, staff, { pasted: "a", file: new File(["a"], "a.csv") });
  expect((await readPage(both)).text).toContain(
    '<a href="#file">Paste the users or upload a file, not both</a>',
  );
});

test("characters that PostgreSQL cannot store are replaced", async ({ web, staff, form }) => {
  for (const posted of [{ pasted: "Ada\0,b,c@d.com" }, { file: new File(["Ada,b,c@d.com"], "a\0.csv") }])
    expect((await post(web, form, staff, posted)).status).toBe(302);
});

test("the outcome has the columns that came, and then what became of each row", async ({
  web,
  staff,
  form,
  resources,
  db,
}) => {
  const { sessionId } = staff;
  const rows = ["Role,E-mail,Forename,Surname", "Head,ada@example.com,Ada,=1+1", "Cook,@,Bo,Bee"];
  const checked = await post(web, form, staff, { file: new File([rows.join("\n")], "trust.csv") });
  const [, id = ""] = /bulk-changes\/([^/]+)\/check/.exec(checked.headers.get("Location") ?? "") ?? [];
  await staff.api.bulkChanges.start({ bulkChangeId: id });
  await doAllRows(resources, id);
  const download = () => web.visit(`${pages}/${id}/outcome`, { sessionId, form: {} });

  expect((await (await download()).text()).split("\r\n")).toEqual([
    '"Role","E-mail","Forename","Surname","Outcome","Problem"',
    `"Head","ada@example.com","Ada","'=1+1","Added",""`,
    `"Cook","'@","Bo","Bee","Not added","Enter an email address in the correct format, like name@example.com"`,
    "",
  ]);
  await db.updateTable("bulk_changes").set({ details_deleted_at: new Date() }).execute();
  expect((await download()).status).toBe(404);
  const { text } = await readPage(await web.visit(`${pages}/${id}`, { sessionId }));
  expect(text).toMatch(/Details were deleted on \d+ \w+ \d{4}/);
  expect(text).not.toContain("Download outcome");
});

test("the outcome of rows that did not come from a file names people and organisations", async ({
  web: { visit },
  staff,
  organisation,
  resources,
}) => {
  const id = await startAdding(staff, rowsOf(organisation, 1));
  await doAllRows(resources, id);

  const download = await visit(`${pages}/${id}/outcome`, { sessionId: staff.sessionId, form: {} });

  expect(await download.text()).toBe(
    '"First name","Last name","Email address","Organisation","Outcome","Problem"\r\n' +
      '"Ada","Number 0","ada.0@example.com","Ashgrove Primary School","Added",""\r\n',
  );
});

test("the template has the columns that are needed", async ({ web: { visit }, staff, organisation }) => {
  const template = async (query: string) =>
    (await visit(`${pages}/template${query}`, { sessionId: staff.sessionId })).text();

  expect(await template("")).toContain('"Email address","URN or UKPRN"');
  expect(await template(`?organisationId=${organisation.id}`)).not.toContain("URN");
});

test("the form says what it takes, and three lists lead to all bulk changes", async ({
  web,
  staff,
  form,
}) => {
  const read = async (path: string) =>
    (await readPage(await web.visit(path, { sessionId: staff.sessionId }))).text;
  const texts = await read(form);
  for (const said of [
    "Each row is a user to add to Ashgrove Primary School. ",
    ">Download a template (CSV)</a>",
    "Upload a CSV file",
    "In Excel, save as CSV UTF-8. The first row can be headings.",
  ])
    expect(texts.replaceAll("<!-- -->", "")).toContain(said);

  for (const path of ["/support/organisations", "/support/organisation-users", "/support/activity"])
    expect(await read(path), path).toContain('href="/support/bulk-changes">Bulk changes</a>');
  expect(await read(pages)).toContain("There are no bulk changes.");
});

test("an organisation's users say how far a bulk change to them is", async ({ web, staff, organisation }) => {
  const id = await startAdding(staff, rowsOf(organisation, 2));
  const read = async (path: string) =>
    (await readPage(await web.visit(path, { sessionId: staff.sessionId }))).text.replaceAll("<!-- -->", "");

  expect(await read(`/support/organisations/${organisation.id}/users`)).toContain(
    `A bulk change is in progress: <a class="govuk-link" href="${pages}/${id}">0 of 2</a>.`,
  );
  const progress = await read(`${pages}/${id}?show=done`);
  expect(progress).toContain("There are no rows to show.");
  expect(progress).toMatch(/<label[^>]*for="progress">Progress<\/label><progress[^>]*id="progress"/);
});
