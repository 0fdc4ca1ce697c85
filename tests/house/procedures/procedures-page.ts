import { format } from "prettier";
import type { z } from "zod";
import { appRouter } from "../../../server/router.ts";
import { reasons } from "../../../server/refusals.ts";
import type { Meta } from "../../../server/procedures/trpc.ts";
import { readIntroduction } from "../../../client/package/package.ts";
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

\`npm run api-token -- create NAME\` makes a token, and shows it once. The activity log shows NAME as the author of its
changes. \`list\` lists tokens, \`revoke NAME\` ends one.

${readIntroduction()}
- Times are ISO 8601 strings in UTC.
- Lists answer \`{ items, total, page, pageCount }\`, with 25 items a page. \`page\` counts from 1.
- An input whose fields are all optional can be left out. A field that an input does not have is refused.
- A request carries at most ten calls.

Without the client, post the input as JSON to \`/api/trpc/NAME\`, with \`Authorization: Bearer TOKEN\` and
\`Content-Type: application/json\`. The answer is \`{ "result": { "data": … } }\` or
\`{ "error": { "message", "data": { "code", "reason", "fieldErrors" } } }\`.

## Errors

A refused call answers \`error\`, which the client throws as a \`SupportError\`. Its \`code\` is one of:

| code | when |
|---|---|
| \`BAD_REQUEST\` | fields break rules; \`fieldErrors\` has a message for each, all at once |
| \`CONFLICT\` | \`email\` is in use and nothing else is wrong; \`fieldErrors\` says so too |
| \`UNAUTHORIZED\` | the token is missing, unknown or revoked |
| \`FORBIDDEN\`, \`NOT_FOUND\` | as each procedure says |
| \`TOO_MANY_REQUESTS\` | the token made too many calls this minute, or as a procedure says; \`Retry-After\` says after how many seconds to try again |
| \`UNPROCESSABLE_CONTENT\` | a search took too long; narrow it |
| \`SERVICE_UNAVAILABLE\` | the console's database does not answer; try again later |
| \`INTERNAL_SERVER_ERROR\` | the console failed; the error is in its log |

If a rule refuses a call, \`reason\` says which. Scripts can compare it; the wording of messages may change.

| reason | code | when |
|---|---|---|
${reasonRows.join("\n")}
`;

function section({ path, definition }: ReturnType<typeof listProcedures>[number]): string {
  const { meta, inputs, output } = definition;
  const input = inputs.at(-1);
  if (meta === undefined || input === undefined || output === undefined) {
    throw new Error(`${path} lacks a summary, an input or an output`);
  }
  const call = `await support.${path}(${exampleOf(input)});`;
  return [
    `## ${path}\n`,
    `${meta.summary}\n`,
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
