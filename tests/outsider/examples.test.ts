import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "vitest";
import { readEmails } from "../readings/traces.ts";
import { createOrganisation, createOrganisations } from "../records/organisations.ts";
import { createOrganisationUser, megan } from "../records/people.ts";
import { compile, copy, root, runNode, test as withClient, withNode } from "./outsider.ts";

/** Each example, and how many lines it may have. */
const examples = { "add-people.ts": 25, "export.ts": 10, "remove-everyone.ts": 10 };

/** vitest's `test` with the examples compiled in the folder. */
const test = withClient
  .extend("findings", { scope: "file", auto: true }, async ({ folder }) => {
    for (const name of Object.keys(examples)) await copy(folder, `examples/${name}`, name);
    return compile(folder, Object.keys(examples), { ...withNode, module: "nodenext" });
  })
  .extend("variables", ({ url, token }) => ({ SUPPORT_URL: url, SUPPORT_TOKEN: token }));

test("the examples compile with strict flags, and are short", async ({ findings }) => {
  expect(findings).toBe("");
  for (const [name, most] of Object.entries(examples)) {
    const text = await readFile(join(root, "examples", name), "utf8");
    expect(text.trim().split("\n").length, name).toBeLessThanOrEqual(most);
  }
});

test("invites each person of a spreadsheet once to 30 organisations, although the script is killed", async ({
  folder,
  variables,
  db,
}) => {
  await createOrganisations(db, 30);
  const organisations = await db.selectFrom("organisations").select(["id", "urn"]).execute();
  const people = organisations.flatMap(({ id, urn }) =>
    ["megan", "eric"].map((name) => ({ id, urn, email: `${name}.${urn}@example.com` })),
  );
  const rows = people.map(({ urn, email }) => `${urn}\tMegan\tPrice\t${email}`);
  const unknown = "999999\tMegan\tPrice\tmegan@example.com";
  const file = join(folder, "people.txt");
  await writeFile(file, ["URN\tFirst name\tLast name\tEmail address", ...rows, unknown, ""].join("\r\n"));
  const script = [join(folder, "add-people.js"), file];

  const first = spawn(process.execPath, script, { env: { ...process.env, ...variables } });
  let added = 0;
  for await (const line of createInterface(first.stdout)) {
    if (line.endsWith("\tAdded")) added += 1;
    if (added === 25) first.kill("SIGKILL");
  }
  const { stdout, stderr } = await runNode(script, variables);

  const outcomes = stdout
    .trim()
    .split("\n")
    .map((line) => line.split("\t")[1]);
  expect(stderr).toBe("");
  expect(outcomes.slice(0, 25)).toEqual(Array.from({ length: 25 }, () => "Added before"));
  expect(new Set(outcomes.slice(0, -1))).toEqual(new Set(["Added before", "Added"]));
  expect(outcomes.at(-1)).toBe("There is no such record or procedure");
  const invited = (await readEmails(db)).map(({ organisation, recipient }) => [organisation, recipient]);
  expect(invited.toSorted()).toEqual(people.map(({ id, email }) => [id, email]).toSorted());
});

test("the export writes everyone, and keeps the file of the night before if it fails", async ({
  folder,
  variables,
  db,
}) => {
  const organisation = await createOrganisation(db);
  const { id } = await createOrganisationUser(db, megan, { organisations: [organisation] });
  const file = join(folder, "users.ndjson");
  const run = (changes = {}) =>
    runNode([join(folder, "export.js")], { ...variables, EXPORT_FILE: file, ...changes });
  const read = async () => JSON.parse(await readFile(file, "utf8")) as unknown;

  expect(await run()).toEqual({ stdout: "", stderr: "" });
  expect(await read()).toMatchObject({ id, ...megan, organisation });
  expect(await run({ SUPPORT_TOKEN: "unknown" })).toMatchObject({ code: 1 });
  expect(await read()).toMatchObject({ id });
});

test("everyone of one organisation is removed, and nobody of another", async ({ folder, variables, db }) => {
  const [organisation, other] = [await createOrganisation(db), await createOrganisation(db)];
  for (let number = 0; number < 30; number += 1) {
    const details = { ...megan, email: `megan.${number}@example.com` };
    await createOrganisationUser(db, details, { organisations: [organisation] });
  }
  await createOrganisationUser(db, megan, { organisations: [other, organisation] });
  const { urn } = await db
    .selectFrom("organisations")
    .select("urn")
    .where("id", "=", organisation.id)
    .executeTakeFirstOrThrow();

  const ended = await runNode([join(folder, "remove-everyone.js"), urn ?? ""], variables);

  expect(ended).toEqual({ stdout: "", stderr: "" });
  const left = await db.selectFrom("memberships").select("organisation_id").execute();
  expect(left).toEqual([{ organisation_id: other.id }]);
});
