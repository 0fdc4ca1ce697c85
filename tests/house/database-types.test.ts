import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { generateTypes } from "./database-types.ts";

const types = join(import.meta.dirname, "../../db/types.ts");

it("keeps db/types.ts in step with the migrations: if this fails, run npm run types", async () => {
  await expect(generateTypes(["--verify"])).resolves.toBeUndefined();
});

it("would notice a table that has changed", async ({ onTestFinished }) => {
  const folder = await mkdtemp(join(tmpdir(), "types-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const outdated = join(folder, "types.ts");
  const text = await readFile(types, "utf8");
  await writeFile(outdated, text.replace("  saved_at: Timestamp | null;\n", ""));

  await expect(generateTypes(["--verify", "--out-file", outdated])).rejects.toThrow(
    "Generated types are not up-to-date",
  );
});
