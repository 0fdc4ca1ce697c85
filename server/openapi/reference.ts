import type { Scope } from "../api-tokens/scopes.ts";
import { scopeFor } from "../procedures/trpc.ts";
import { exampleInput } from "./examples.ts";
import { type Field, listFields } from "./fields.ts";
import { guide, type Section } from "./guide/guide.ts";
import { toSchema } from "./json-schema.ts";
import { listApi, type Procedure } from "./procedures.ts";

/** A procedure in words, for people to read. */
export type Entry = {
  path: string;
  type: Procedure["type"];
  summary: string;
  /** The scope that a token needs. */
  scope: Scope;
  input: Field[];
  answer: Field[];
  /** When it answers which error, apart from those that all procedures share. */
  errors: { code: string; when: string }[];
  example: Record<string, unknown>;
};

/** All that is written about the API: the guide, and every procedure. */
export type Reference = { guide: Section[]; procedures: Entry[] };

let described: Reference | undefined; // made once: anybody may ask for the page about the API

/** Describes the API in words, from the same schemas as `createDocument` (specification, section 5, OpenAPI). */
export function describeApi(): Reference {
  return (described ??= { guide, procedures: listApi().map(describeProcedure) });
}

function describeProcedure(procedure: Procedure): Entry {
  const { path, type, summary, input, output, errors = {} } = procedure;
  const schema = toSchema(input, "input");
  return {
    path,
    type,
    summary,
    scope: scopeFor(type, procedure),
    input: listFields(schema),
    answer: listFields(toSchema(output, "output")),
    errors: Object.entries(errors).map(([code, when]) => ({ code, when })),
    example: exampleInput(schema),
  };
}
