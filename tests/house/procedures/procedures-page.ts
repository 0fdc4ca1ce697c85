import { format } from "prettier";
import type { z } from "zod";
import { appRouter } from "../../../server/router.ts";
import type { Meta } from "../../../server/procedures/trpc.ts";
import { describeShape, exampleOf } from "./procedure-shapes.ts";

type Definition = { type: "query" | "mutation"; meta?: Meta; inputs: z.ZodType[]; output?: z.ZodType };

/** Every procedure by its path, in the order of the router. */
export function listProcedures(): { path: string; definition: Definition }[] {
  // tRPC's own types have them nested, as a caller has; at run time they are by path.
  const procedures = appRouter._def.procedures as unknown as Record<string, { _def: Definition }>;
  return Object.entries(procedures).map(([path, { _def: definition }]) => ({ path, definition }));
}

/** The text of docs/procedures.md, from the router. */
export function writeProceduresPage(): Promise<string> {
  const page = [introduction, ...listProcedures().map(section)].join("\n");
  return format(page, { parser: "markdown" });
}

const introduction = `# Procedures

Everything the console's pages do, a script can do: call these over HTTP at \`/api/trpc\` with an API token. This page is
generated from the router; after a change run \`npm run generate\`.

\`\`\`ts
import { createSupportClient, isSupportError } from "support-console";

const support = createSupportClient({ url: "https://support.example.gov.uk", token: process.env.SUPPORT_TOKEN });
\`\`\`

The client is TypeScript, which Node runs as it is: install the project by its path or from its repository, and set
\`"module": "nodenext"\` and \`"allowImportingTsExtensions": true\` to have its types checked.

\`npm run api-token -- create NAME\` makes a token; the activity log shows NAME as whoever made a change. \`list\` lists
tokens, \`revoke NAME\` ends one. \`examples/add-person.ts\` is a whole script.

Times are ISO 8601 strings in UTC. Lists answer \`{ items, total, page, pageCount }\`, 25 items a page; \`page\` counts
from 1. An input of optional fields can be left out, a key that an input does not have is refused. One request
carries at most ten calls.

A refused call throws an error for which \`isSupportError(error)\` is true. \`error.data.code\` is one of:

| code | when |
|---|---|
| \`BAD_REQUEST\` | an input breaks a rule; \`error.data.fieldErrors\` has a message for each field, all at once |
| \`CONFLICT\` | \`email\` is in use and all else is well; \`error.data.fieldErrors\` says so too |
| \`UNAUTHORIZED\` | the token is missing, unknown or revoked |
| \`FORBIDDEN\`, \`NOT_FOUND\` | as each procedure says |
| \`TOO_MANY_REQUESTS\` | the token has made too many calls this minute; \`Retry-After\` says when to go on |
| \`SERVICE_UNAVAILABLE\` | the console's database does not answer at the moment; try again later |
| \`INTERNAL_SERVER_ERROR\` | a fault of the console; it is in the console's log |

Without the client: post the input as JSON to \`/api/trpc/NAME\`, with \`Authorization: Bearer TOKEN\` and
\`Content-Type: application/json\`. The answer is \`{ "result": { "data": … } }\` or \`{ "error": { "message", "data" } }\`.
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
