import { expect } from "vitest";
import { callRaw, posted, test } from "../../fixtures/api.ts";
import { runScript } from "../../fixtures/commands.ts";
import { readActivity } from "../../readings/traces.ts";

test("prints a token on the last line, which works until it is revoked", async ({ database, url, db }) => {
  const run = (...typed: string[]) => runScript("api-token", database.url, ...typed);

  const { code, output, errors } = await run("create", "monthly report");

  const lines = output.split("\n");
  expect([code, errors, lines.length, lines.at(-1)]).toEqual([0, "", 3, ""]);
  const token = lines.at(-2) ?? "";
  expect(token).toMatch(/^support_[\w-]{43}$/);
  const call = () => callRaw(url, "supportUsers.list", posted(token, {}));
  expect((await call()).status).toBe(200);

  const listed = (await run("list")).output;
  expect(listed).toMatch(/^monthly report\tmade \S+Z\tlast used \S+Z\n$/);
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
  [["create", "nightly sync"], "There is a token called 'nightly sync'. Revoke it or choose another name."],
  [["create", "x".repeat(101)], "A name is 1 to 100 characters."],
  [["revoke", "nobody"], "There is no token called 'nobody' to revoke."],
] as const)("%j fails with the reason", async ([typed, text], { database, token }) => {
  expect(token).not.toBe("");
  expect(await runScript("api-token", database.url, ...typed)).toEqual({
    ...{ code: 1, output: "" },
    errors: `api-token: ${text}\n`,
  });
});

test("shows its help without a database", async () => {
  const { code, output } = await runScript("api-token", undefined, "--help");

  expect(code).toBe(0);
  for (const usage of ["create <NAME>", "list", "revoke <NAME>"]) expect(output).toContain(`\n  ${usage} `);
});
