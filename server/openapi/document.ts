import { scopeFor } from "../procedures/trpc.ts";
import manifest from "../../package.json" with { type: "json" };
import { listApi, type Procedure } from "./procedures.ts";
import { exampleAnswer, exampleInput } from "./examples.ts";
import { type Schema, toSchema, withDefaultsInWords } from "./json-schema.ts";
import { answer, errorResponses, errorSchema, errorsByCode, headers, type Response } from "./responses.ts";

export type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  requestBody: { required: boolean; content: { "application/json": { schema: Schema; example: unknown } } };
  responses: Record<string, Response>;
};

/** What we use of OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1.html). */
export type Document = ReturnType<typeof createDocument>;

/**
 * Describes every procedure as OpenAPI, from the schemas that calls are checked with (specification, section 5, OpenAPI).
 * Everything is POST, so that nothing that a call asks about is in a URL.
 *
 * @param url the address of the console
 */
export function createDocument(url: string) {
  const procedures = listApi();
  return {
    openapi: "3.1.1",
    info: {
      title: "Support console API",
      version: manifest.version,
      description: `How to call it, its errors, its limits, and what may change: ${url}/api/docs`,
    },
    servers: [{ url }],
    security: [{ token: [] as string[] }],
    tags: [...new Set(procedures.map(tagOf))].map((name) => ({ name })),
    paths: Object.fromEntries(
      procedures.map((procedure) => [`/api/trpc/${procedure.path}`, { post: describe(procedure) }]),
    ),
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "An API token of the console" },
      },
      headers,
      responses: errorsByCode,
      schemas: { Error: errorSchema, ...Object.assign({}, ...procedures.map(schemasOf)) } as Record<
        string,
        Schema
      >,
    },
  };
}

function describe(procedure: Procedure): Operation {
  const { path, type, summary, input, output, errors = {} } = procedure;
  const [inputName, answerName] = namesOf(path);
  const data = exampleAnswer(toSchema(output, "output"));
  const body = { schema: reference(inputName), example: exampleInput(toSchema(input, "input")) };
  return {
    operationId: path.replace(".", "_"),
    tags: [tagOf(procedure)],
    summary: firstSentence(summary),
    description: `${summary} ${type === "query" ? "Changes nothing, so it is safe to repeat. " : ""}Scope: ${scopeFor(type, procedure)}.`,
    requestBody: { required: !input.safeParse(undefined).success, content: { "application/json": body } },
    responses: { 200: answer(reference(answerName), data), ...errorResponses(errors) },
  };
}

function schemasOf({ path, input, output }: Procedure): Record<string, Schema> {
  const [inputName, answerName] = namesOf(path);
  return {
    [inputName]: withDefaultsInWords(toSchema(input, "input")),
    [answerName]: toSchema(output, "output"),
  };
}

/** The names of the schemas of a procedure's input and answer: `OrganisationsListInput` and `OrganisationsListAnswer`. */
function namesOf(path: string): [input: string, answer: string] {
  const name = path.replaceAll(/(?:^|\.)./g, (start) => start.replace(".", "").toUpperCase());
  return [`${name}Input`, `${name}Answer`];
}

function reference(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

function tagOf({ path }: Procedure): string {
  return path.split(".", 1).join("");
}

function firstSentence(text: string): string {
  return text.split(/(?<=\.) /, 1).join("");
}
