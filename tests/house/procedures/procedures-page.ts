import { format } from "prettier";
import type { z } from "zod";
import { appRouter } from "../../../server/router.ts";
import { reasons } from "../../../server/refusals.ts";
import { type Meta, scopeFor } from "../../../server/procedures/trpc.ts";
import { describeShape, exampleOf } from "./procedure-shapes.ts";

type Definition = { type: "query" | "mutation"; meta?: Meta; inputs: z.ZodType[]; output?: z.ZodType };

/** Every procedure by its path, in the order of the router. */
export function listProcedures(): { path: string; definition: Definition }[] {
  // tRPC's types nest procedures as a caller does; at run time they are keyed by path.
  const procedures = appRouter._def.procedures as unknown as Record<string, { _def: Definition }>;
  return Object.entries(procedures).map(([path, { _def: definition }]) => ({ path, definition }));
}

/** The text of docs/procedures.md, from the router. */
export function writeProceduresPage(): Promise<string> {
  const page = [introduction, ...listProcedures().map(section)].join("\n");
  return format(page, { parser: "markdown" });
}

const reasonRows = reasons.map(({ reason, code, when }) => `| \`${reason}\` | \`${code}\` | ${when} |`);

const introduction = `# Procedures

A script can do everything that the console's pages do. It calls these procedures over HTTP at \`/api/trpc\`, with an API
token. This page is generated from the code: after a change, run \`npm run generate\`.

## Getting started

\`npm run api-token -- create NAME --expires 90d --scope read\` makes a token. The activity log shows NAME as the author of
its changes. \`list\` lists tokens, \`revoke NAME\` ends one. Support users can do the same at \`/support/api-tokens\`. Each
procedure says which scope it needs; without \`--scope\`, a token has \`read\` and \`organisation-users\`.

\`\`\`ts
import { createSupportClient, isSupportError } from "support-console";

const support = createSupportClient({ url: "https://support.example.gov.uk", token: process.env.SUPPORT_TOKEN });
\`\`\`

The client is TypeScript, which Node runs directly. Install this project by its path or from its repository. To have the
client's types checked, set \`"module": "nodenext"\` and \`"allowImportingTsExtensions": true\`.
\`examples/add-person.ts\` is a whole script.

- Times are ISO 8601 strings in UTC.
- Lists answer \`{ items, total, page, pageCount }\`, with 25 items a page. \`page\` counts from 1.
- An input whose fields are all optional can be left out. A field that an input does not have is refused.
- A request carries at most ten calls.
- Every change takes an \`idempotencyKey\`, a text that you make up. If a call with the same key comes again within 24
  hours, nothing is changed, and it gets the first answer: after an error of the network, just call again.

Without the client, post the input as JSON to \`/api/trpc/NAME\`, with \`Authorization: Bearer TOKEN\` and
\`Content-Type: application/json\`. The answer is \`{ "result": { "data": … } }\` or \`{ "error": { "message", "data" } }\`.

## Errors

A refused call throws an error for which \`isSupportError(error)\` is true. \`error.data.code\` is one of:

| code | when |
|---|---|
| \`BAD_REQUEST\` | fields break rules; \`error.data.fieldErrors\` has a message for each, all at once |
| \`CONFLICT\` | \`email\` is in use and nothing else is wrong; \`error.data.fieldErrors\` says so too. Or an idempotency key was used with another input, or as a procedure says |
| \`UNAUTHORIZED\` | the token is missing, unknown or revoked, or has ended |
| \`FORBIDDEN\` | the token lacks the scope that the procedure needs, or as the procedure says |
| \`NOT_FOUND\` | as each procedure says |
| \`TOO_MANY_REQUESTS\` | the token made too many calls this minute, or as a procedure says; \`Retry-After\` says after how many seconds to try again |
| \`UNPROCESSABLE_CONTENT\` | a search took too long; narrow it |
| \`SERVICE_UNAVAILABLE\` | the console's database does not answer; try again later |
| \`INTERNAL_SERVER_ERROR\` | the console failed; the error is in its log |

If a rule refuses a call, \`error.data.reason\` says which. Scripts can compare it; the wording of messages may change.

| reason | code | when |
|---|---|---|
${reasonRows.join("\n")}
`;

function section({ path, definition }: ReturnType<typeof listProcedures>[number]): string {
  const { type, meta, inputs, output } = definition;
  const input = inputs.at(-1);
  if (meta === undefined || input === undefined || output === undefined) {
    throw new Error(`${path} lacks a summary, an input or an output`);
  }
  const call = `await support.${path}.${type === "query" ? "query" : "mutate"}(${exampleOf(input)});`;
  return [
    `## ${path}\n`,
    `${meta.summary}\n`,
    ...(path.startsWith("apiTokens.") ? [] : [`Scope: \`${scopeFor(type, meta)}\`\n`]),
    `Input:\n\n${describeShape(input, "input")}\n`,
    `Answer:\n\n${describeShape(output, "output")}\n`,
    ...describeErrors(meta),
    `\`\`\`ts\n${call}\n\`\`\`\n`,
  ].join("\n");
}

function describeErrors({ errors = {} }: Meta): string[] {
  const lines = Object.entries(errors).map(([code, when]) => `- \`${code}\`: ${when}`);
  return lines.length > 0 ? [`Errors:\n\n${lines.join("\n")}\n`] : [];
}
