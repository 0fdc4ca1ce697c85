import { expect, test } from "vitest";
import { csvLine } from "../../../server/csv/writing/csv-line.ts";
import { findNamesakes } from "../../../app/components/users/person-link.tsx";
import { requestedPage, requestedQuery } from "../../../app/request.server.ts";
import { readUploaded } from "../../../server/bulk-changes/reading/read-brought.ts";
import { cellText, numberText } from "../../../server/bulk-changes/reading/table/cells.ts";
import { readHeader } from "../../../server/bulk-changes/reading/table/columns.ts";
import { tellEncoding } from "../../../server/csv/encoding.ts";
import { tellSeparator } from "../../../server/csv/separator.ts";
import { explainFailure } from "../../../server/emails/failed/reasons.ts";
import { neutralise } from "../../../server/emails/sending/neutralise.ts";
import { decode } from "../../../server/http/decode.ts";
import { loggedPath } from "../../../server/http/middleware/log-requests.ts";
import { createPatternMatcher } from "../../../server/http/reading/route-patterns.ts";
import { normaliseEmail, organisationUserEmail, supportUserEmail } from "../../../server/people/email.ts";
import { nameSchema } from "../../../server/people/name.ts";
import { normaliseQuery } from "../../../server/search/query.ts";
import { searchWords } from "../../../server/search/words.ts";
import { returnPath } from "../../../server/sign-in/return-path.ts";
import { guardedRoutes } from "../../integration/http/guarded-routes.ts";
import { growthOf, mostGrowth, type Reads } from "./growth.ts";

const matchPath = createPatternMatcher(Object.keys(guardedRoutes));
const firstName = nameSchema("First name");
const listAt = (text: string) => ({ url: `http://localhost:3000/?${text}`, method: "GET" });

async function* bytesOf(text: string) {
  yield await Promise.resolve(Buffer.from(text));
}

/**
 * Everything that reads text of unknown length from outside. The lint rules of tests/house/eslint.config.js see the
 * other patterns of the product, and refuse a normaliser or a computed pattern in a file that is not measured here.
 */
const readers: Record<string, Reads> = {
  "the logged path": (text) => loggedPath(`/@/${text}`),
  "a page's path": matchPath,
  "a percent-encoded text": decode,
  "a return path": (text) => returnPath(`/${text}`, "http://localhost:3000"),
  "a page number": (text) => requestedPage(listAt(`page=1${text}`)),
  "a search": (text) => requestedQuery(listAt(`query=${text}`)),
  "the words of a search": (text) => searchWords(normaliseQuery(text)),
  "a name": (text) => firstName.safeParse(text),
  "an organisation user's address": (text) => organisationUserEmail.safeParse(`a@${text}`),
  "a support user's address": (text) => supportUserEmail.safeParse(text),
  "an address at DfE Sign-in": (text) => normaliseEmail(`a@${text}.example.com`),
  namesakes: (text) => findNamesakes([{ firstName: text.slice(0, 100), lastName: "", email: "" }]),
  "a cell of a download": (text) => csvLine([text]),
  "a CSV file's separator": tellSeparator,
  "a CSV file's encoding": (text) => tellEncoding(() => bytesOf(text)).catch(() => undefined),
  "a cell of a spreadsheet": cellText,
  "a number of a spreadsheet": (text) => numberText(`1${text}`),
  "a heading of a spreadsheet": (text) => readHeader([text]),
  "an error of Notify": (text) => explainFailure(text, true),
  "what was typed, in an email": neutralise,
};

/** What has been slow in some program: spaces, encoded bytes, invisible characters, accents in an order to be sorted. */
const units = [
  ...[
    "%41",
    "%40",
    "%2540",
    "@",
    "/",
    "//",
    ".",
    "..",
    "-",
    "a-",
    "a.",
    "1",
    "?",
    "a@",
    "x",
    "<",
    '"',
    '""',
    ",",
    "\n",
  ],
  ...[" ", " a", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u{e0041}"],
  ...[
    "\u0301",
    "\u0316\u0301",
    "e\u0301\u0316",
    "\u0345\u0301\u0316",
    "\u1100\u1161",
    "\ufdfa",
    "ﬀ",
    "ß",
    "。",
  ],
  ...["\ud800", "\0", "%", "+", "=", "'", "&", "é", "日", "xn--a-"],
];

test.for(Object.entries(readers))("the time to read %s grows no faster than its length", async ([, read]) => {
  for (const unit of units) expect(await growthOf(read, unit), JSON.stringify(unit)).toBeLessThan(mostGrowth);
});

const brings = (text: string) =>
  readUploaded(Buffer.from(text), { needsOrganisation: true }).catch(() => undefined);
const row = `"Siân",O’Neill,sian.oneill@example.com,="100001",${"x".repeat(160)}\n`;

test.for([
  ["rows", row, 2 * 1024 * 1024],
  ...['"', '""', '"a\n', 'a"b\n', ",", "a,", "\n", "\t;,\n", "é", "=", "a@b,\n"].map(
    (unit) => [JSON.stringify(unit), unit, 256 * 1024] as const,
  ),
] as const)("the time to read a file of %s grows no faster than its length", async ([, unit, size]) => {
  expect(await growthOf(brings, unit, size)).toBeLessThan(mostGrowth);
});

test("the measurement notices quadratic time", async () => {
  const size = 8_192; // as long as it has to be: each attempt is made
  const before = (text: string) => text.replaceAll(/[^/]*(?:@|%40|%2540)[^/]*/gi, "…");

  expect(await growthOf(before, "%41", size)).toBeGreaterThan(mostGrowth);
  expect(await growthOf((text) => text.normalize("NFC"), "\u0316\u0301", size)).toBeGreaterThan(mostGrowth);
});
