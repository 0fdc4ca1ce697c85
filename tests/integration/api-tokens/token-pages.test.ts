import { expect } from "vitest";
import { findApiToken } from "../../../server/api-tokens/authenticate.ts";
import { readPage, test as withWeb } from "../../fixtures/web.ts";
import { createToken, endToken } from "../../records/api-tokens.ts";
import { createSession } from "../../records/sessions.ts";
import { readActivity } from "../../readings/traces.ts";

const list = "/support/api-tokens";
const form = { name: " nightly  sync ", scopes: "read", days: "90" };

/** vitest's `test` with `visit`, which opens a page or posts a form as Tom Whitfield, a support user. */
const test = withWeb.extend("visit", async ({ resources, web }) => {
  const { sessionId } = await createSession(resources);
  return async (path: string, posted?: Record<string, string>) => {
    const response = await web.visit(path, { sessionId, ...(posted && { form: posted }) });
    return {
      location: response.headers.get("Location"),
      headers: response.headers,
      ...(await readPage(response)),
    };
  };
});

const tokenIn = (text: string) => /support_[\w-]{43}/.exec(text)?.[0];

test("a support user makes a token, which is shown once", async ({ db, visit }) => {
  const made = await visit(`${list}/new`, form);

  expect([made.status, made.headers.get("Cache-Control")]).toEqual([200, "no-store"]);
  expect(await findApiToken(db, tokenIn(made.text) ?? "")).toMatchObject({
    name: "nightly sync",
    scopes: ["read"],
  });
  const { text } = await visit(list);
  expect(text).toContain("nightly sync");
  expect(tokenIn(text)).toBeUndefined();
  expect(await readActivity(db)).toMatchObject([
    {
      by: "support_user",
      name: "Tom Whitfield",
      action: "added",
      kind: "api_token",
      subject: "nightly sync",
    },
  ]);
});

test("a form with faults is shown again, with what was typed", async ({ db, visit }) => {
  const faulty = await visit(`${list}/new`, { name: "", days: "<731>" });

  expect(faulty.status).toBe(400);
  for (const message of [
    "Enter a name",
    "Select what the token may do",
    "Days must be a whole number between 1 and 730",
    "&lt;731&gt;",
  ]) {
    expect(faulty.text).toContain(message);
  }
  await visit(`${list}/new`, form);
  const again = await visit(`${list}/new`, form);
  expect([again.status, tokenIn(again.text)]).toEqual([400, undefined]);
  expect(again.text).toContain("There is a token with this name. Revoke it or choose another name");
  expect(await db.selectFrom("api_tokens").select("name").execute()).toEqual([{ name: "nightly sync" }]);
});

test("the list says who made each token, what it may do, when it ends and when it was used", async ({
  db,
  visit,
}) => {
  await visit(`${list}/new`, form);
  await createToken(db, "of the operator");
  await endToken(db, "nightly sync", 13);

  const { text } = await visit(list);

  const cells = Array.from(text.matchAll(/<td[^>]*>(.*?)<\/td>/gs), ([, cell = ""]) =>
    cell
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " ")
      .trim(),
  );
  const date = expect.stringMatching(/^\d+ \w+ \d{4} at /) as string;
  expect(cells).toEqual([
    ...["of the operator", "Command line", "Read, Change organisation users, Change support users", date],
    ...["Not used yet", "Revoke of the operator"],
    ...["nightly sync Ends soon", "Tom Whitfield", "Read", date, "Not used yet", "Revoke nightly sync"],
  ]);
  expect(text).toContain("Some tokens end in 14 days or less");
});

test("revoking asks for confirmation, ends the token at once, and can be repeated", async ({ db, visit }) => {
  const token = await createToken(db, "nightly sync");
  const { id } = await db.selectFrom("api_tokens").select("id").executeTakeFirstOrThrow();
  const page = `${list}/${id}/revoke`;
  expect((await visit(page)).text).toContain("Scripts that use this token will stop working");

  for (const time of [1, 2]) {
    expect((await visit(page, {})).location, String(time)).toBe(list);
    expect((await visit(list)).text, String(time)).toContain("Token revoked");
  }

  await expect(findApiToken(db, token)).rejects.toMatchObject({ cause: { reason: "tokenRevoked" } });
  expect((await visit(page)).status).toBe(404);
  expect((await readActivity(db)).map(({ by, action }) => `${by} ${action}`)).toEqual([
    "system added",
    "support_user removed",
  ]);
});
