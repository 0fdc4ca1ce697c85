import { execFile } from "node:child_process";
import { copyFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { Validator } from "@seriousme/openapi-schema-validator";
import openapiTS, { astToString } from "openapi-typescript";
import { expect } from "vitest";
import { createDocument } from "../../../server/openapi/document.ts";
import { curlCall, pythonCall } from "../../../server/openapi/guide/first-calls.ts";
import { test } from "../../fixtures/api.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { temporaryFolder } from "../../setup/temporary-folder.ts";

const root = join(import.meta.dirname, "../../..");
const run = promisify(execFile);

test("/api/openapi.json describes the API to everybody", async ({ url, resources }) => {
  const response = await fetch(`${url}/api/openapi.json`);

  expect([response.status, response.headers.get("Content-Type")]).toEqual([
    200,
    "application/json; charset=utf-8",
  ]);
  expect(await response.json()).toEqual(createDocument(resources.environment.PUBLIC_URL));
});

test("the document is valid OpenAPI 3.1", async () => {
  const document = JSON.parse(JSON.stringify(createDocument("https://support.example.gov.uk"))) as Record<
    string,
    unknown
  >;

  const validator = new Validator();

  expect(await validator.validate(document)).toEqual({ valid: true });
  expect(validator.version).toBe("3.1");
});

const tsconfig = {
  compilerOptions: {
    target: "ES2023",
    module: "nodenext",
    strict: true,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")],
  },
};

test(
  "a client that openapi-typescript generates can call",
  { timeout: 90_000 },
  async ({ url, token, db }) => {
    using folder = temporaryFolder();
    const within = (name: string) => join(folder.path, name);
    const { id: organisationId } = await createOrganisation(db);
    const types = await openapiTS(new URL("/api/openapi.json", url));
    await writeFile(within("openapi.ts"), astToString(types));
    await writeFile(within("package.json"), JSON.stringify({ type: "module" }));
    await writeFile(within("tsconfig.json"), JSON.stringify(tsconfig));
    await copyFile(join(root, "tests/outsider/generated-client.mts"), within("use.mts"));
    await symlink(join(root, "node_modules"), within("node_modules"));

    const checked = await run(process.execPath, [
      join(root, "node_modules/typescript/bin/tsc"),
      "-p",
      folder.path,
    ]).catch((error: unknown) => error);
    const { stdout } = await run(process.execPath, [within("use.mts"), url, token, organisationId]);

    expect(checked).toMatchObject({ stdout: "" });
    expect(JSON.parse(stdout)).toEqual({
      names: ["Megan"],
      code: "CONFLICT",
      reason: "alreadyInOrganisation",
      removed: { result: { data: null } },
    });
  },
);

/** Runs a documented example, with the program that it is for. */
async function runExample(program: "curl" | "python3", source: string, variables: Record<string, string>) {
  await run(program, ["--version"]).catch(() => {
    throw new Error(
      `${program} is missing, which runs an example of docs/procedures.md: install it and try again`,
    );
  });
  return run(program === "curl" ? "sh" : program, ["-c", source], { env: { ...process.env, ...variables } });
}

test.for([
  ["curl", curlCall],
  ["python3", pythonCall],
] as const)(
  "the documented first call with %s works as it is",
  async ([program, source], { url, token, db }) => {
    const { id, name } = await createOrganisation(db);

    const { stdout } = await runExample(program, source, { SUPPORT_URL: url, SUPPORT_TOKEN: token });

    expect(stdout).toContain(id);
    expect(stdout).toContain(name);
  },
);

test("the documented call with Python reports a refusal", async ({ url }) => {
  const variables = { SUPPORT_URL: url, SUPPORT_TOKEN: "unknown" };

  const refused = await runExample("python3", pythonCall, variables).catch((error: unknown) => error);

  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^UNAUTHORIZED: The API token/) as string,
  });
});
