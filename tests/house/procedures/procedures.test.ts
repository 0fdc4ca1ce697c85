import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { listProcedures, proceduresPage, writeProceduresPage } from "./procedures-page.ts";
import { exampleInput, fieldNames } from "./procedure-shapes.ts";

it("describes every procedure as it is: if this fails, run `npm run procedures`", async () => {
  expect(await readFile(proceduresPage, "utf8")).toBe(await writeProceduresPage());
});

it.each(listProcedures())("shows an example for $path that its input takes", ({ definition: { inputs } }) => {
  for (const schema of inputs) {
    expect(schema.safeParse(exampleInput(schema))).toMatchObject({ success: true });
  }
});

const words = ["organisationId", "userId", "firstName", "lastName", "email", "page", "query"];
const ours = ["notSignedIn", "after", "kind"];

it("calls inputs by the words of SPEC section 5, and lists answer alike", () => {
  for (const { path, definition } of listProcedures()) {
    const fields = definition.inputs.flatMap(fieldNames);
    expect(fields, path).not.toEqual([]);
    expect([...words, ...ours], path).toEqual(expect.arrayContaining(fields));
    if (!/\.(list|search)$/.test(path)) continue;
    const output = definition.output as unknown as { shape: Record<string, unknown> };
    expect(Object.keys(output.shape), path).toEqual(["items", "total", "page", "pageCount"]);
  }
});
