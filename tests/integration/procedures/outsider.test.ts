import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "vitest";
import { test as withApi } from "../../fixtures/api.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { megan } from "../../records/people.ts";
import { readActivity } from "../../readings/traces.ts";

const root = join(import.meta.dirname, "../../..");
const run = promisify(execFile);

const tsconfig = {
  compilerOptions: {
    target: "ES2023",
    module: "nodenext",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true, // the client is TypeScript, which Node runs directly
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")],
  },
};

/** A package whose only dependency is the project, installed by its path. */
const test = withApi.extend("folder", { scope: "file" }, async ({}, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), "outsider-"));
  onCleanup(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "node_modules"));
  await symlink(root, join(folder, "node_modules/support-console"));
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "outsider", type: "module" }));
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
  await copyFile(join(root, "tests/outsider/use.ts"), join(folder, "use.ts"));
  return folder;
});

test("another package can use the client's types", { timeout: 60_000 }, async ({ folder }) => {
  const tsc = join(root, "node_modules/typescript/bin/tsc");

  const checked = await run(process.execPath, [tsc, "-p", folder]).catch((error: unknown) => error);

  expect(checked).toMatchObject({ stdout: "" });
});

test("another package can call the running server", async ({ folder, url, token, db }) => {
  const { id: organisationId, name } = await createOrganisation(db);

  const { stdout } = await run(process.execPath, [join(folder, "use.ts"), url, token, organisationId]);

  expect(JSON.parse(stdout)).toEqual({
    added: { id: expect.any(String) as string, ...megan },
    total: 1,
    lastSignedInAt: null,
    names: [name],
    fieldErrors: { lastName: "Enter a last name", email: "Email address already in use" },
    code: "NOT_FOUND",
    log: [
      ["removed", "nightly sync"],
      ["added", "nightly sync"],
      ["added", null],
    ],
  });
});

const example = join(root, "examples/add-person.ts");

test("the example adds a person, and reports errors", async ({ url, token, db }) => {
  const { name } = await createOrganisation(db);
  const env = { ...process.env, SUPPORT_URL: url, SUPPORT_TOKEN: token };
  const add = (...typed: string[]) =>
    run(process.execPath, [example, ...typed], { env }).catch((error: unknown) => error);
  const person = [megan.firstName, megan.lastName, megan.email];

  expect(await add(name, ...person)).toMatchObject({ stdout: `Added Megan Price to ${name}\n`, stderr: "" });
  expect(await add(name, ...person)).toMatchObject({
    code: 1,
    stderr: "email: Email address already in use\n",
  });
  expect(await add(name, "", "Price", "megan")).toMatchObject({
    code: 1,
    stderr:
      "firstName: Enter a first name\n" +
      "email: Enter an email address in the correct format, like name@example.com\n",
  });
  expect(await add("Nowhere", ...person)).toMatchObject({
    code: 1,
    stderr: "There is no organisation called 'Nowhere'\n",
  });
  expect(await readActivity(db)).toMatchObject([
    { kind: "api_token" },
    { by: "api_token", name: "nightly sync", action: "added", subject: "Megan Price" },
  ]);
});
