import fc from "fast-check";
import { expect } from "vitest";
import { guardedRoutes } from "../integration/http/guarded-routes.ts";
import { expectPage, expectSound } from "./expectations/answers.ts";
import { expectBalancedBooks } from "./expectations/stored-records.ts";
import { asTarget, exchange } from "./product/exchange.ts";
import { fuzz, patience } from "./fuzz.ts";
import { anyHeaders, encodeWell } from "./inputs/headers.ts";
import { callers } from "./inputs/people.ts";
import { test } from "./product/product.ts";
import { listFiles, listParameters, listTargets, liveValue, type Target } from "./inputs/targets.ts";
import { canary, prototypeKeys, shortText, typedId, typedNumber } from "./inputs/texts.ts";

const targets = listTargets();

const methods = fc.constantFrom(
  ...["GET", "GET", "GET", "GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "PUT"],
);

/** A part of a path: a real value, an invalid one, or a placeholder. */
const partOf = ({ path }: Target, part: string) => {
  const live = fc.constant(liveValue(path, part));
  const typed = typedId.map(encodeWell);
  const raw = fc.constantFrom(
    "..",
    ".",
    "",
    "%2e%2e",
    "%2F",
    "%5C",
    "%00",
    "%E0%A4%A",
    `${canary}@example.com`,
  );
  const odd = fc.oneof(typed, raw, fc.constantFrom("{otherUser}", "{me}", "{emptyOrganisation}"));
  const isFixed = !/^[:*]/.test(part);
  return fc.oneof({ weight: isFixed ? 60 : 6, arbitrary: live }, { weight: 1, arbitrary: odd });
};

const paths = fc
  .constantFrom(...targets)
  .chain((target) => fc.tuple(...target.parts.map((part) => partOf(target, part))))
  .map((parts) => `/${parts.join("/")}`);

const files = fc.constantFrom(
  ...listFiles(),
  "/assets",
  "/assets/",
  "/healthcheck/ready",
  "/__manifest",
  "*",
);

const oddTargets = fc
  .tuple(
    fc.constantFrom("//", "/.", "/..", "/%2e%2e/", "http://evil.example/", "/\\", "/;", ""),
    fc.oneof(paths, typedId),
  )
  .map((pair) => pair.join(""));

const parameter = fc.oneof(
  fc.tuple(fc.constant("page"), typedNumber),
  fc.tuple(
    fc.constant("query"),
    shortText.map((text) => text + canary),
  ),
  fc.tuple(fc.constant("returnTo"), fc.oneof(paths, oddTargets, shortText)),
  fc.tuple(fc.constantFrom(...listParameters(), ...prototypeKeys), fc.oneof(typedId, typedNumber, shortText)),
);

/** Usually escaped, sometimes not. */
const query = fc
  .tuple(fc.array(parameter, { maxLength: 4 }), fc.constantFrom(encodeWell, encodeWell, asTarget))
  .map(([parameters, encode]) => parameters.map((pair) => pair.map(encode).join("=")).join("&"));

const visits = fc.record(
  {
    caller: fc.constantFrom(...callers),
    method: methods,
    path: fc.oneof(
      { weight: 12, arbitrary: paths },
      { weight: 2, arbitrary: oddTargets },
      { weight: 1, arbitrary: files },
    ),
    query: fc.oneof(fc.constant(""), query),
    headers: anyHeaders,
  },
  { noNullPrototype: true },
);

test("tries every page in the table of guarded routes", () => {
  expect(targets.map(({ path }) => path).toSorted()).toEqual(Object.keys(guardedRoutes).toSorted());
});

test(
  "responds properly to any path, query parameters, headers and cookies",
  { timeout: patience },
  async ({ product, resources }) => {
    await fuzz("pages", visits, (volley) =>
      product.volley(volley, async ({ caller, method, path, query, headers }, people, { url }) => {
        const target = asTarget(people.fill(query === "" ? path : `${path}?${query}`));
        const sent = {
          ...{ method, target: target === "" ? "*" : target },
          headers: [
            ...people.credentials[caller],
            ...headers.map(([name, value]) => [name, people.fill(value)] as [string, string]),
          ],
        };
        const answer = await exchange(url, sent);
        // OPTIONS has no page: Express answers for the health checks, and pages answer 204.
        (method === "OPTIONS" ? expectSound : expectPage)(sent, answer, product.elsewhere);
        return method === "POST" || answer.headers["content-type"] === "text/csv; charset=utf-8" ? 1 : 0;
      }),
    );
    await expectBalancedBooks(resources.db);
  },
);
