import fc from "fast-check";
import { expect } from "vitest";
import { listProcedures, type Procedure } from "../../server/openapi/procedures.ts";
import { fieldNames } from "../house/procedures/field-names.ts";
import { guardedProcedures } from "../integration/http/guarded-routes.ts";
import { expectSound, wasUnread } from "./expectations/answers.ts";
import { expectBalancedBooks } from "./expectations/stored-records.ts";
import { asTarget, exchange } from "./product/exchange.ts";
import { fuzz, patience } from "./fuzz.ts";
import { anyHeaders, encodeWell } from "./inputs/headers.ts";
import { anyJson, asObject, asText } from "./inputs/json.ts";
import { callers } from "./inputs/people.ts";
import { test } from "./product/product.ts";
import { expectCalls } from "./expectations/procedure-answers.ts";
import { shows } from "../../server/people/filters/shows.ts";
import { prototypeKeys, shortText, typedEmail, typedId, typedName } from "./inputs/texts.ts";

const procedures = listProcedures();
const names = procedures.map(({ path }) => path);

/** A field's likely values, as JSON. A new field gets any value. */
const likely: Record<string, fc.Arbitrary<string>> = {
  organisationId: fc.constantFrom('"{organisation}"', '"{otherOrganisation}"', '"{fresh}"'),
  userId: fc.constantFrom('"{user}"', '"{supportUser}"', '"{me}"', '"{otherUser}"'),
  firstName: typedName.map(asText),
  lastName: typedName.map(asText),
  email: fc.oneof(
    { weight: 3, arbitrary: typedEmail.map(asText) },
    { weight: 1, arbitrary: typedEmail.map((typed) => asText(`${typed}@education.gov.uk`)) },
  ),
  page: fc.constantFrom("1", "2", "-0", "0", "1e309", "1.5", "9007199254740991", "9007199254740993", '"1"'),
  query: typedName.map(asText),
  show: fc.constantFrom(...shows.map((show) => JSON.stringify(show))),
  idempotencyKey: fc.oneof({ weight: 4, arbitrary: fc.constant('"{fresh}"') }, typedName.map(asText)),
  organisationIds: fc.constantFrom(
    '["{organisation}"]',
    '["{organisation}", "{otherOrganisation}"]',
    '["{fresh}"]',
  ),
  pageSize: fc.constantFrom("1", "1000", "0", "1e309"),
  notSignedIn: fc.constantFrom("true", "false"),
};

/** A procedure's input: fields that are right, wrong, missing, repeated or unknown. */
function inputOf(procedure: Procedure) {
  const fields = fieldNames(procedure).map((name) => {
    const value = fc.oneof(
      { weight: 12, arbitrary: likely[name] ?? anyJson },
      { weight: 1, arbitrary: anyJson },
    );
    return fc.tuple(fc.constant(name), value);
  });
  const extra = fc.tuple(fc.oneof(fc.constantFrom(...prototypeKeys), shortText), anyJson);
  const extras = fc.oneof({ weight: 8, arbitrary: fc.constant([]) }, fc.array(extra, { maxLength: 2 }));
  const whole = fc.tuple(fc.tuple(...fields), extras).map(([own, others]) => asObject([...own, ...others]));
  const part = fc
    .shuffledSubarray(fields)
    .chain((some) => fc.tuple(...some))
    .map(asObject);
  return fc.oneof(
    { weight: 8, arbitrary: whole },
    { weight: 2, arbitrary: part },
    { weight: 1, arbitrary: anyJson },
  );
}

// Procedures that change a user count twice, because more can go wrong.
const call = fc
  .constantFrom(...procedures, ...procedures.filter(({ type }) => type === "mutation"))
  .chain((procedure) => fc.tuple(fc.constant(procedure.path), inputOf(procedure)));

const oddPath = fc.oneof(
  fc.constantFrom(...prototypeKeys, "", ",", "organisations", "organisations.get."),
  typedId.map(encodeWell),
);

type Calls = { path: string; input: string; isBatch: boolean };

const single = call.map(([path, input]): Calls => ({ path, input, isBatch: false }));

const batch = fc.array(call, { minLength: 1, maxLength: 11 }).map((calls): Calls => {
  const inputs = calls.map(([, input], index): [string, string] => [String(index), input]);
  return { path: calls.map(([path]) => path).join(","), input: asObject(inputs), isBatch: true };
});

const odd = fc.record(
  { path: oddPath, input: fc.oneof(anyJson, shortText), isBatch: fc.boolean() },
  { noNullPrototype: true },
);

const requests = fc.record(
  {
    caller: fc.oneof({ weight: 6, arbitrary: fc.constant("token" as const) }, fc.constantFrom(...callers)),
    method: fc.oneof(
      { weight: 4, arbitrary: fc.constant("POST") },
      { weight: 2, arbitrary: fc.constant("GET") },
      { weight: 1, arbitrary: fc.constantFrom("HEAD", "OPTIONS", "PUT", "TRACE") },
    ),
    calls: fc.oneof(
      { weight: 6, arbitrary: single },
      { weight: 1, arbitrary: batch },
      { weight: 1, arbitrary: odd },
    ),
    type: fc.oneof(
      { weight: 8, arbitrary: fc.constant("application/json") },
      { weight: 1, arbitrary: fc.constantFrom("application/json; charset=utf-16", "text/plain", "") },
    ),
    headers: anyHeaders,
  },
  { noNullPrototype: true },
);

test("tries every procedure in the table of guarded procedures", () => {
  expect(names.toSorted()).toEqual(Object.keys(guardedProcedures).toSorted());
});

test(
  "responds properly to any input of a procedure, alone and in batches",
  { timeout: patience },
  async ({ product, resources }) => {
    await fuzz("procedures", requests, (volley) =>
      product.volley(volley, async ({ caller, method, calls, type, headers }, people, { url }) => {
        const hasBody = method === "POST" || method === "PUT";
        const input = people.fill(calls.input);
        const query = [calls.isBatch && "batch=1", !hasBody && `input=${encodeWell(input).slice(0, 8_000)}`];
        const sent = {
          method,
          target: asTarget(`/api/trpc/${calls.path}?${query.filter(Boolean).join("&")}`),
          headers: [
            ...people.credentials[caller],
            ...(type === "" ? [] : [["Content-Type", type] as [string, string]]),
            ...headers.map(([name, value]): [string, string] => [name, people.fill(value)]),
          ],
          ...(hasBody && { body: Buffer.from(input) }),
        };
        const answer = await exchange(url, sent);
        if (wasUnread(sent, answer, product.elsewhere)) return 0;
        expectSound(sent, answer, product.elsewhere);
        return expectCalls(sent, answer);
      }),
    );
    await expectBalancedBooks(resources.db);
  },
);
