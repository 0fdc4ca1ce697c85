import { describe, expect, it } from "vitest";
import { type Failure, SupportError } from "./error.ts";
import { pauseBefore } from "./retrying.ts";

const failed = (failure: Partial<Failure>, cause?: unknown) =>
  new SupportError(
    "Failed",
    { procedure: "organisationUsers.add", code: "SERVICE_UNAVAILABLE", ...failure },
    cause,
  );

const connection = (code: string) =>
  failed({ code: "NETWORK_ERROR" }, new TypeError("fetch failed", { cause: { code } }));

const busy = { code: "TOO_MANY_REQUESTS", status: 429 } as const;

/** A failure, and the pauses before repeating a call, if that is safe and if it is not. */
const cases: [string, unknown, number | undefined, number | undefined][] = [
  ["a broken connection", connection("ECONNRESET"), 500, undefined],
  ["a connection that was never made", connection("ECONNREFUSED"), 500, 500],
  ["a time-out", failed({ code: "TIMEOUT" }), 500, undefined],
  ["502", failed({ code: "UNEXPECTED_RESPONSE", status: 502 }), 500, undefined],
  ["503", failed({ status: 503 }), 500, undefined],
  ["504", failed({ code: "UNEXPECTED_RESPONSE", status: 504 }), 500, undefined],
  ["503 that says when", failed({ status: 503, retryAfterSeconds: 3 }), 3_300, undefined],
  ["too many calls", failed({ ...busy, reason: "tooManyRequests", retryAfterSeconds: 60 }), 66_000, 66_000],
  ["too many searches", failed({ ...busy, reason: "tooManySearches", retryAfterSeconds: 1 }), 1_100, 1_100],
  ["429 of a proxy", failed({ ...busy, code: "UNEXPECTED_RESPONSE" }), 500, 500],
  ["a wait of more than a minute", failed({ ...busy, retryAfterSeconds: 61 }), undefined, undefined],
  ["just invited", failed({ ...busy, reason: "sentJustNow", retryAfterSeconds: 9 }), undefined, undefined],
  ["a fault of the console", failed({ code: "INTERNAL_SERVER_ERROR", status: 500 }), undefined, undefined],
  ["a wrong field", failed({ code: "BAD_REQUEST", status: 400 }), undefined, undefined],
  ["an error of the script", new TypeError("x is not a function"), undefined, undefined],
];

it.each(cases)("pauses before repeating after %s only where that is safe", (_name, error, safe, unsafe) => {
  const pauses = [true, false].map((isSafe) => pauseBefore(error, { tries: 0, isSafe }, 1));
  const rounded = pauses.map((pause) => pause && Math.round(pause));
  expect(rounded).toEqual([safe, unsafe]);
});

describe("pauses", () => {
  const error = failed({ status: 503 });

  it("are twice as long each time, up to 8 seconds", () => {
    const pauses = [0, 1, 2, 3, 4, 5].map((tries) => pauseBefore(error, { tries, isSafe: true }, 1));
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000]);
  });

  it("are half random", () => {
    expect(pauseBefore(error, { tries: 0, isSafe: true }, 0)).toBe(250);
  });
});
