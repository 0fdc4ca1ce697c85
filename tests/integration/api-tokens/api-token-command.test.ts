import { sql } from "kysely";
import { expect } from "vitest";
import { callRaw, posted, test } from "../../fixtures/api.ts";
import { runScript } from "../../fixtures/commands.ts";
import { readActivity } from "../../readings/traces.ts";

test("prints a token on the last line, which works until it is revoked", async ({ database, url, db }) => {
  const run = (...typed: string[]) => runScript("api-token", database.url, ...typed);

  const { code, output, errors } = await run(
    ...["create", "monthly report", "--expires", "90d", "--scope", "read", "support-users"],
  );

  const lines = output.split("\n");
  expect([code, errors, lines.length, lines.at(-1)]).toEqual([0, "", 3, ""]);
  const token = lines.at(-2) ?? "";
  expect(token).toMatch(/^support_[\w-]{43}$/);
  const call = () => callRaw(url, "supportUsers.list", posted(token, {}));
  expect((await call()).status).toBe(200);

  const listed = (await run("list")).output;
  expect(listed).toMatch(/^monthly report\tread,support-users\tmade \S+Z\tends \S+Z\tlast used \S+Z\n$/);
  expect(listed).not.toContain(token);

  expect(await run("revoke", "monthly report")).toEqual({
    ...{ code: 0, errors: "" },
    output: "Revoked 'monthly report'\n",
  });
  expect((await call()).status).toBe(401);
  expect((await run("list")).output).toMatch(/\trevoked \S+Z\n$/);
  expect(await readActivity(db)).toMatchObject([
    { by: "system", action: "added", kind: "api_token", subject: "monthly report" },
    { by: "system", action: "removed", kind: "api_token", subject: "monthly report" },
  ]);
});

test.for([
  [["create", "nightly sync"], "There is a token with this name. Revoke it or choose another name"],
  [["create", "x".repeat(101)], "Name must be 100 characters or less"],
  [["create", "a", "--expires", "731d"], "Days must be a whole number between 1 and 730"],
  [["revoke", "nobody"], "There is no token called 'nobody' to revoke."],
] as const)("%j fails with the reason", async ([typed, text], { database, token }) => {
  expect(token).not.toBe("");
  expect(await runScript("api-token", database.url, ...typed)).toEqual({
    ...{ code: 1, output: "" },
    errors: `api-token: ${text}\n`,
  });
});

test("a token ends after a year, and may read and change organisation users, if nothing else is asked for", async ({
  database,
  db,
}) => {
  await runScript("api-token", database.url, "create", "usual");
  await runScript("api-token", database.url, "create", "short", "--expires", "14d");
  const { output } = await runScript("api-token", database.url, "list");

  const [short, usual] = await db
    .selectFrom("api_tokens")
    .select("scopes")
    .select(sql<number>`(extract(epoch from expires_at - created_at) / 86400)::integer`.as("days"))
    .orderBy("name")
    .execute();
  expect(usual).toEqual({ days: 365, scopes: ["read", "organisation-users"] });
  expect(short?.days).toBe(14);
  expect(output).toMatch(/^short\t.*\tends soon\t.*\nusual\t/);
});

test.for([
  [["create", "a", "--expires", "90"], "Give a number of days, such as 90d"],
  [["create", "a", "--scope", "everything"], "Allowed choices are read, organisation-users, support-users"],
])("%j is a mistake in the arguments", async ([typed, text], { database }) => {
  const { code, errors } = await runScript("api-token", database.url, ...(typed as string[]));

  expect(code).toBe(2);
  expect(errors).toContain(text);
});

test("shows its help without a database", async () => {
  const { code, output } = await runScript("api-token", undefined, "--help");

  expect(code).toBe(0);
  for (const usage of ["create [options] <NAME>", "list", "revoke <NAME>"])
    expect(output).toContain(`\n  ${usage} `);
});
