import { afterAll, expect } from "vitest";
import { runScript } from "../../fixtures/commands.ts";
import { createFolder, giasHeader, giasRow } from "../../inputs/csv-files.ts";
import { countRows } from "../../readings/traces.ts";
import { test } from "../../fixtures/resources.ts";

const folder = createFolder();

afterAll(folder.remove);

const run = (url: string | undefined, ...typed: string[]) => runScript("organisations", url, ...typed);

test("imports a file, reports the result, and shows no progress in a pipe", async ({ database, db }) => {
  const path = folder.write([
    giasHeader,
    giasRow(100001, "Ashgrove"),
    giasRow(100002, "Brookfield", "Closed"),
  ]);

  expect(await run(database.url, "import", path)).toEqual({
    code: 0,
    output:
      "Read as: UTF-8, separated by commas\nAdded: 1\nUpdated: 0\nUnchanged: 0\nLeft out: 1 (1 Closed)\n",
    errors: "",
  });
  expect(await countRows(db, "organisations")).toBe(1);
});

test("tells a spreadsheet's encoding and separator", async ({ database, db }) => {
  const lines = [`\uFEFF${giasHeader}`, giasRow(100001, "Ysgol Glyndŵr")];
  const path = folder.write(
    lines.map((line) => line.replaceAll(",", "\t")),
    "utf16le",
  );

  const { code, output } = await run(database.url, "import", path);

  expect([code, output]).toEqual([
    0,
    expect.stringMatching(/^Read as: UTF-16, separated by tabs\nAdded: 1\n/),
  ]);
  expect(await db.selectFrom("organisations").select("name").execute()).toEqual([{ name: "Ysgol Glyndŵr" }]);
});

test("reports an invalid file in one line, and imports nothing", async ({ database, db }) => {
  const path = folder.write([giasHeader, giasRow(100001, "Ashgrove"), "100002,Brook"]);

  expect(await run(database.url, "import", path)).toEqual({
    code: 1,
    output: "",
    errors:
      "organisations: line 3: the number of columns is 2, not 8 as in the header; the file may have been cut off\n",
  });
  expect(await countRows(db, "organisations")).toBe(0);
});

test("shows its help without a database", async () => {
  const whole = await run(undefined, "--help");
  const one = await run(undefined, "import", "--help");

  expect([whole.code, whole.errors, one.code, one.errors]).toEqual([0, "", 0, ""]);
  expect(whole.output).toContain("import <FILE>");
  expect(one.output).toContain("  npm run organisations -- import edubasealldata.csv");
});

test.for([
  [undefined, 1, "organisations: The configuration cannot be used: DATABASE_URL is missing\n"],
  [
    "mysql://localhost",
    1,
    "organisations: The configuration cannot be used: DATABASE_URL must start with postgres://\n",
  ],
  [
    "postgres://nobody@127.0.0.1:1/none",
    1,
    "organisations: The database 127.0.0.1:1/none cannot be used: connect ECONNREFUSED 127.0.0.1:1. Check DATABASE_URL.\n",
  ],
] as const)("with DATABASE_URL %j fails with %i and the reason", async ([url, code, errors]) => {
  expect(await run(url, "import", "file.csv")).toEqual({ code, output: "", errors });
});

test("reports a missing argument", async () => {
  expect(await run(undefined, "import")).toEqual({
    code: 2,
    output: "",
    errors: "organisations: missing required argument 'FILE'. Try: npm run organisations -- --help\n",
  });
});
