import { sql } from "kysely";
import { expect, test } from "vitest";
import { openDatabase } from "../../db/database.ts";
import { readProductLog } from "../browser/product/product-log.ts";

// After the browser tests: checks the logs of web and worker for the names and addresses in their database.
const { databaseUrl, lines } = readProductLog();
const ours = lines.filter(({ process }) => process === "web" || process === "worker").map(({ line }) => line);

/** Every name and address in the product's database. */
async function readPersonalData(): Promise<string[]> {
  const db = openDatabase(databaseUrl, () => undefined);
  const { rows } = await sql<{ text: string }>`
    select email as text from support_users union select email from organisation_users
    union select recipient from emails union select refused_email from sessions where refused_email <> ''
    union select first_name || ' ' || last_name from support_users
    union select first_name || ' ' || last_name from organisation_users
    union select last_name from organisation_users where length(last_name) > 10
    union select email from refused_sign_ins where email <> ''
    union select given_name || ' ' || family_name from refused_sign_ins where given_name || family_name <> ''
    union select dfe_sign_in_id from refused_sign_ins
    union select subject_name from activity where subject_name is not null
    union select id_token from sessions
  `.execute(db);
  await db.destroy();
  return rows.map(({ text }) => text.toLowerCase());
}

test("the log has requests of the browser tests, from both processes", () => {
  const paths = ours.map((line) => (JSON.parse(line) as { path?: string }).path);

  expect(paths).toContain("/support/organisations");
  expect(paths).toContain("/auth/dfe/callback");
  expect(lines.map(({ process }) => process)).toContain("worker");
});

test("every line is JSON with a level, time and message, and a request has an id", () => {
  for (const line of ours) {
    const entry = JSON.parse(line) as Record<string, unknown>;
    expect(entry).toMatchObject({
      level: expect.any(Number) as number,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      msg: expect.any(String) as string,
    });
    if (entry["msg"] === "Request") expect(entry["requestId"]).toMatch(/^[\da-f-]{36}$/);
  }
});

test("no line contains a name, an address or an ID token", async () => {
  const personal = await readPersonalData();
  expect(personal).toContain("priya.nair@education.gov.uk");

  const text = ours.join("\n").toLowerCase();
  const logged = personal.filter((one) => text.includes(one));
  const lineWith = (one: string) => ours.find((line) => line.toLowerCase().includes(one));
  expect(logged.map((one) => ({ logged: one, line: lineWith(one) }))).toEqual([]);
});

test.each([
  ["an email address", /[\w.+'-]+@[\w-]+\.[a-z]{2,}/i],
  ["a token", /eyJ[\w-]{8,}|bearer /i],
  ["a cookie", /(?:session|dfe-sign-in|return-to)[^"\s]*=/i],
  ["a query", /"path":"[^"]*\?/],
  ["an answer of DfE Sign-in", /[?&](?:code|state|id_token_hint)=/],
])("no line contains anything like %s", (_, pattern) => {
  expect(ours.filter((line) => pattern.test(line))).toEqual([]);
});
