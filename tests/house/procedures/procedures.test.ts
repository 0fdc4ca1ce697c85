import { expect, it } from "vitest";
import { listProcedures } from "./procedures-page.ts";
import { exampleInput, fieldNames } from "./procedure-shapes.ts";

it.each(listProcedures())("shows a valid example input for $path", ({ definition: { inputs } }) => {
  for (const schema of inputs) {
    expect(schema.safeParse(exampleInput(schema))).toMatchObject({ success: true });
  }
});

const words = ["organisationId", "userId", "firstName", "lastName", "email", "page", "query"];
const ours = [
  "includeClosed",
  "notSignedIn",
  "after",
  "kind",
  "sinceAdded",
  "actorId",
  "from",
  "to",
  "show",
  "isRunning",
  "problemId",
  "confirmed",
];
const ofBulkChanges = [
  "bulkChangeId",
  "rows",
  "source",
  "users",
  "all",
  "usersOf",
  "retryOf",
  "undoOf",
  "withSource",
];

it("calls inputs by the words of SPEC section 5, and lists answer alike", () => {
  for (const { path, definition } of listProcedures()) {
    const fields = definition.inputs.flatMap(fieldNames);
    expect(fields, path).not.toEqual([]);
    expect([...words, ...ours, ...ofBulkChanges], path).toEqual(expect.arrayContaining(fields));
    if (!/\.(list|search)$/.test(path)) continue;
    const output = definition.output as unknown as { shape: Record<string, unknown> };
    const subject = path === "organisationUsers.list" ? ["organisation", "isChanging"] : [];
    const isSearched = ["query", "show", "from"].some((name) => fields.includes(name)) ? ["isMore"] : [];
    const hasClosed = fields.includes("includeClosed") ? ["closedLeftOut"] : [];
    const page = ["items", "total", "page", "pageCount"];
    expect(Object.keys(output.shape), path).toEqual([...subject, ...page, ...isSearched, ...hasClosed]);
  }
});
