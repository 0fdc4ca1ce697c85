import manifest from "../../../package.json" with { type: "json" };
import { errorCodes } from "../../procedures/errors/codes.ts";
import { reasons } from "../../refusals.ts";
import { clientCall, curlCall, pythonCall } from "./first-calls.ts";

/** A part of the guide's text. In texts, backticks surround code. */
export type Block =
  | { kind: "text"; text: string }
  | { kind: "list"; items: string[] }
  | { kind: "code"; language: string; code: string }
  | { kind: "table"; caption: string; head: string[]; rows: string[][] };

export type Section = { heading: string; blocks: Block[] };

const text = (words: string): Block => ({ kind: "text", text: words });
const list = (...items: string[]): Block => ({ kind: "list", items });
const code = (language: string, source: string): Block => ({ kind: "code", language, code: source });

const gettingStarted = [
  text(
    "`npm run api-token -- create NAME --expires 90d --scope read` makes a token. The activity log shows NAME as the author of its changes. `list` lists tokens, `revoke NAME` ends one. Support users can do the same at `/support/api-tokens`. Each procedure says which scope it needs; without `--scope`, a token has `read` and `organisation-users`. These examples read the console's address and the token from the environment:",
  ),
  code(
    "sh",
    `export SUPPORT_URL=https://support.example.gov.uk
export SUPPORT_TOKEN=...`,
  ),
  text("With curl:"),
  code("sh", curlCall),
  text("With Python, which needs no packages:"),
  code("python", pythonCall),
  text(
    "`/api/openapi.json` describes every procedure as OpenAPI 3.1, and `/api/docs` shows it as a page. Both are public. Generators of clients read it: `openapi-typescript` for TypeScript, `openapi-python-client` for Python.",
  ),
  text(
    "In JavaScript or TypeScript, install the console's own client, which needs no other package. It knows the types of all procedures, waits and repeats calls as is safe, and reads all pages of a list. Its README says more:",
  ),
  code("sh", `npm install "$SUPPORT_URL/api/client-${manifest.version}.tgz"`),
  code("ts", clientCall),
];

const calls = [
  text(
    'A call posts its input as JSON to `/api/trpc/NAME`, with `Authorization: Bearer TOKEN` and `Content-Type: application/json`. It answers `{ "result": { "data": … } }` or `{ "error": { "message", "data" } }`.',
  ),
  list(
    "Procedures that change nothing answer GET too, but with the input in the URL, which access logs keep. So post everything.",
    "Times are ISO 8601 strings in UTC.",
    "Lists answer `{ items, total, page, pageCount }`, with 25 items a page. `page` counts from 1.",
    "An input whose fields are all optional can be left out. A field that an input does not have is refused.",
    "What is not there is `null`, also the whole answer of a procedure that has nothing to say.",
    "Every change takes an `idempotencyKey`, a text that you make up. If a call with the same key comes again within 24 hours, nothing is changed, and it gets the first answer: after an error of the network, call again.",
    "A request carries at most ten calls, as tRPC's batches do: `NAME,NAME?batch=1`, with inputs and answers by position. The status is 207 if the calls have different ones.",
  ),
];

const errors = [
  text("Every error under `/api` has the same shape, wherever it comes from:"),
  code(
    "json",
    `{
  "error": {
    "message": "Enter a last name",
    "code": -32600,
    "data": {
      "code": "BAD_REQUEST",
      "httpStatus": 400,
      "path": "organisationUsers.add",
      "fieldErrors": { "lastName": "Enter a last name" }
    }
  }
}`,
  ),
  text(
    "`message` is a sentence for people. `error.data.code` is one of those below. The client throws it as a `SupportError`, which has `code`, `reason`, `fieldErrors` and the rest.",
  ),
  {
    kind: "table",
    caption: "Error codes",
    head: ["Code", "Status", "When"],
    rows: Object.entries(errorCodes).map(([name, { status, when }]) => [`\`${name}\``, String(status), when]),
  },
  text(
    "If a rule refuses a call, `error.data.reason` says which. Scripts can compare it; the wording of messages may change.",
  ),
  {
    kind: "table",
    caption: "Reasons",
    head: ["Reason", "Code", "When"],
    rows: reasons.map(({ reason, code, when }) => [`\`${reason}\``, `\`${code}\``, when]),
  },
] satisfies Block[];

const headers = [
  list(
    "`X-Request-Id` is in every answer, and in the console's log. Name it when you report a problem.",
    '`RateLimit-Policy: "calls";q=600;w=60` says that the token may make 600 calls in 60 seconds, and `RateLimit: "calls";r=598;t=42` that it has 598 left until the count starts again in 42 seconds (draft-ietf-httpapi-ratelimit-headers-10). Without a valid token there is only the policy.',
    "`Retry-After` is in every answer with status 429, in seconds.",
  ),
];

const compatibility = [
  text(
    "The version in the OpenAPI document is that of the console. A change that breaks callers raises its first number (while that is 0, its second). What goes is marked as deprecated, here and in the document, at least 6 months before.",
  ),
  text("These break callers, and so need a new version:"),
  list(
    "a procedure, a field of an answer, or a value of an enumeration goes",
    "an input needs a field that it did not need, or no longer has a field",
    "an input allows less, or the type of a field changes",
    "a field of an answer can be missing or `null` where it was always there",
  ),
  text("These do not, so scripts must expect them at any time:"),
  list(
    "new procedures, optional fields of inputs, fields of answers, and headers",
    "new values of enumerations in answers, new reasons and new error codes",
    "other wording of messages, and another order of fields",
  ),
];

/** How to call the API: for docs/procedures.md and the page at `/api/docs`. */
export const guide: Section[] = [
  { heading: "Getting started", blocks: gettingStarted },
  { heading: "Calls", blocks: calls },
  { heading: "Errors", blocks: errors },
  { heading: "Headers", blocks: headers },
  { heading: "What may change", blocks: compatibility },
];
