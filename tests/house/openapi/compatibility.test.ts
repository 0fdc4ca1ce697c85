import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Schema } from "../../../server/openapi/json-schema.ts";
import { type Contract, findBreaks, mayBreak } from "./compatibility.ts";

const path = "/api/trpc/things.get";
const person: Schema = { type: "object", properties: { name: { type: "string" } }, required: ["name"] };
const before: Schema = {
  type: "object",
  properties: {
    id: { type: "string", format: "uuid" },
    note: { type: ["string", "null"], maxLength: 10 },
    kind: { type: "string", enum: ["a", "b"] },
    people: { type: "array", items: person },
    page: { type: "integer", minimum: 1 },
    owner: { anyOf: [person, { type: "null" }] },
  },
  required: ["id", "kind"],
  additionalProperties: false,
};

/** A document with one procedure, whose input and answer are named schemas, as ours are. */
function contractOf(input: Schema, answer: Schema, required = false): Contract {
  const body = (name: string) => ({ content: { "application/json": { schema: { $ref: `#/x/${name}` } } } });
  const post = { requestBody: { required, ...body("Input") }, responses: { 200: body("Answer") } };
  const error = { type: "object", properties: { code: { type: "string", enum: ["NOT_FOUND"] } } };
  return {
    info: { version: "1.0.0" },
    paths: { [path]: { post } },
    components: { schemas: { Input: input, Answer: answer, Error: error } },
  };
}

/** The schema with some fields changed; undefined removes a field. */
function having(changes: Record<string, Schema | undefined>, required = before.required): Schema {
  const all = Object.entries({ ...before.properties, ...changes }).filter(([, field]) => field !== undefined);
  return { ...before, properties: Object.fromEntries(all) as Record<string, Schema>, required };
}

it.each<[what: string, after: Schema, input: string[], answer: string[]]>([
  ["nothing changes", before, [], []],
  ["a field is new", having({ extra: { type: "string" } }), [], []],
  ["a field goes", having({ note: undefined }), [".note: is gone"], [".note: is gone"]],
  ["a field becomes required", having({}, ["id", "kind", "page"]), [".page: is now required"], []],
  [
    "a new field is required",
    having({ extra: {} }, ["id", "kind", "extra"]),
    [".extra: is now required"],
    [],
  ],
  ["a field becomes optional", having({}, ["id"]), [], [".kind: may now be missing"]],
  [
    "a type changes",
    having({ id: { type: "integer" } }),
    [".id: string is now integer"],
    [".id: string is now integer"],
  ],
  [
    "a field is never null",
    having({ note: { type: "string", maxLength: 10 } }),
    [".note: can no longer be null"],
    [],
  ],
  [
    "a field can be null",
    having({ id: { type: ["string", "null"], format: "uuid" } }),
    [],
    [".id: can now be null"],
  ],
  ["an object can no longer be null", having({ owner: person }), [".owner: can no longer be null"], []],
  [
    "a value goes",
    having({ kind: { type: "string", enum: ["a"] } }),
    ['.kind: "b" is gone'],
    ['.kind: "b" is gone'],
  ],
  ["a value is new", having({ kind: { type: "string", enum: ["a", "b", "c"] } }), [], []],
  [
    "any value is allowed",
    having({ kind: { type: "string" } }),
    [],
    [".kind: the values allowed have changed"],
  ],
  [
    "only one value is allowed",
    having({ page: { type: "integer", minimum: 1, const: 1 } }),
    [".page: the values allowed have changed"],
    [],
  ],
  [
    "a text is shorter",
    having({ note: { type: ["string", "null"], maxLength: 9 } }),
    [".note: maxLength allows less"],
    [],
  ],
  ["a text is longer", having({ note: { type: ["string", "null"], maxLength: 11 } }), [], []],
  [
    "a number is larger",
    having({ page: { type: "integer", minimum: 2 } }),
    [".page: minimum allows less"],
    [],
  ],
  ["a format goes", having({ id: { type: "string" } }), [], [".id: the format has changed"]],
  [
    "a format is new",
    having({ kind: { type: "string", enum: ["a", "b"], format: "date" } }),
    [".kind: format allows less"],
    [".kind: the format has changed"],
  ],
  [
    "a field of a list's items goes",
    having({ people: { type: "array", items: { type: "object", properties: {} } } }),
    [".people[].name: is gone"],
    [".people[].name: is gone"],
  ],
])("finds what breaks in inputs and answers where %s", (_what, after, input, answer) => {
  const start = contractOf(before, before);

  expect(findBreaks(start, contractOf(after, before))).toEqual(input.map((each) => `${path} input${each}`));
  expect(findBreaks(start, contractOf(before, after))).toEqual(answer.map((each) => `${path} answer${each}`));
});

it("finds that a procedure is gone, that it needs an input, or that an error is gone", () => {
  const start = contractOf(before, before);
  const withoutErrors = contractOf(before, before);
  withoutErrors.components.schemas["Error"] = {
    type: "object",
    properties: { code: { type: "string", enum: [] } },
  };

  expect(findBreaks(start, { ...start, paths: {} })).toEqual([`${path}: the procedure is gone`]);
  expect(findBreaks(start, contractOf(before, before, true))).toEqual([`${path}: needs an input`]);
  expect(findBreaks(start, withoutErrors)).toEqual(['errors.code: "NOT_FOUND" is gone']);
});

it.each([
  ["1.4.2", "2.0.0", true],
  ["0.1.0", "0.2.0", true],
  ["0.1.0", "1.0.0", true],
  ["1.4.2", "1.5.0", false],
  ["1.4.2", "1.4.2", false],
  ["0.1.0", "0.1.1", false],
  ["2.0.0", "1.9.9", false],
])("from version %s to %s a change that breaks is allowed: %s", (from, to, allowed) => {
  expect(mayBreak(from, to)).toBe(allowed);
});

const read = (path: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../../..", path), "utf8")) as Contract;

it("finds a break in our own document", () => {
  const [before, after] = [read("docs/openapi.json"), read("docs/openapi.json")];
  delete after.components.schemas["OrganisationsListAnswer"]?.properties?.["total"];

  expect(findBreaks(before, after)).toEqual([
    "/api/trpc/organisations.list answer.result.data.total: is gone",
  ]);
});

it("breaks no caller of the last release, until the version is raised in package.json", () => {
  const [released, current] = [read("tests/house/openapi/released.json"), read("docs/openapi.json")];
  const breaks = mayBreak(released.info.version, current.info.version) ? [] : findBreaks(released, current);

  expect(breaks).toEqual([]);
});
