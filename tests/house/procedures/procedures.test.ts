import { expect, it } from "vitest";
import { exampleAnswer, exampleInput } from "../../../server/openapi/examples.ts";
import { toSchema } from "../../../server/openapi/json-schema.ts";
import { listProcedures } from "../../../server/openapi/procedures.ts";
import { fieldNames } from "./field-names.ts";

it.each(listProcedures())("shows a valid example of $path", ({ inputs, input, output }) => {
  const answer = exampleAnswer(toSchema(output, "output"));

  for (const schema of inputs) {
    expect(schema.safeParse(exampleInput(toSchema(input, "input")))).toMatchObject({ success: true });
  }
  expect(output.safeParse(answer ?? undefined)).toMatchObject({ success: true });
});

const words = ["organisationId", "userId", "firstName", "lastName", "email", "page", "query"];
const ours = [
  "includeClosed",
  "notSignedIn",
  "after",
  "kind",
  "period",
  "sinceAdded",
  "actorId",
  "from",
  "to",
  "show",
  "isRunning",
  "problemId",
  "confirmed",
  "urn",
  "ukprn",
  "organisationIds",
  "pageSize",
  "idempotencyKey",
];
const ofTokens = ["name", "scopes", "days", "tokenId"];
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
  for (const procedure of listProcedures()) {
    const { path } = procedure;
    const fields = fieldNames(procedure);
    expect(fields, path).not.toEqual([]);
    expect([...words, ...ours, ...ofBulkChanges, ...ofTokens], path).toEqual(expect.arrayContaining(fields));
    if (!/\.(list|search)$/.test(path)) continue;
    const output = procedure.output as unknown as { shape: Record<string, unknown> };
    const subject = path === "organisationUsers.list" ? ["organisation", "isChanging"] : [];
    const isSearched = ["query", "show", "from"].some((name) => fields.includes(name)) ? ["isMore"] : [];
    const hasClosed = fields.includes("includeClosed") ? ["closedLeftOut"] : [];
    const page = ["items", "total", "page", "pageCount"];
    expect(Object.keys(output.shape), path).toEqual([...subject, ...page, ...isSearched, ...hasClosed]);
  }
});
