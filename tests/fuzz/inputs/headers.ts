import fc from "fast-check";
import { asHeader } from "../product/exchange.ts";
import { shortText, wellFormed } from "./texts.ts";

/** A `Cookie` header with one of our names or another, and any value. */
const cookie = fc
  .tuple(
    fc.constantFrom("session", "__Host-session", "dfe-sign-in:x", "return-to-x", "__proto__", ""),
    fc.oneof(
      shortText,
      shortText.map(encodeWell),
      shortText.map((text) => Buffer.from(text).toString("base64")),
    ),
  )
  .map((pair) => pair.join("="));

const values: Record<string, string[]> = {
  Host: ["", "evil.example", "localhost:3000", "[::1]:99999", "a b"],
  Origin: ["null", "http://localhost:3000", "https://evil.example", "http://localhost:3000.evil.example"],
  Referer: ["http://localhost:3000/support", "about:blank", "//", "http://localhost:3000@evil.example/"],
  "Sec-Fetch-Site": ["same-origin", "cross-site", "none", "SAME-ORIGIN"],
  "X-Forwarded-Host": ["evil.example", "evil.example, other.example"],
  "X-Forwarded-Proto": ["https", "javascript"],
  "X-Forwarded-For": ["192.0.2.1", "::1", "1.2.3.4:5", "unknown", "192.0.2.1, 10.0.0.1", ","],
  Forwarded: ["for=192.0.2.1;host=evil.example"],
  Accept: ["*/*", "application/json", "text/html;q=0", "text/event-stream", ";;;"],
  "Accept-Encoding": ["gzip", "br;q=1.0, *;q=0", "identity;q=0", "deflate, gzip", ";"],
  "Accept-Language": ["cy", "en-GB;q=x"],
  Authorization: ["Bearer", "Bearer {token}", "bearer  {token} ", "Basic Og==", "Bearer a b"],
  Range: ["bytes=0-1", "bytes=99999999-", "bytes=-1", "bytes=0-0,2-3", "lines=1-2", "bytes=9-1"],
  "If-Range": ["x", "Wed, 21 Oct 2015 07:28:00 GMT"],
  "If-None-Match": ["*", '"x"', 'W/"x"', "x,,"],
  "If-Match": ["*", '"x"'],
  "If-Modified-Since": ["Wed, 21 Oct 2099 07:28:00 GMT", "yesterday", "9e99"],
  "If-Unmodified-Since": ["Wed, 21 Oct 2015 07:28:00 GMT"],
  "Content-Type": [
    "application/json",
    "text/plain",
    "multipart/form-data",
    "application/x-www-form-urlencoded",
  ],
  "Content-Encoding": ["gzip", "identity", "br", "x"],
  "User-Agent": ["", "Googlebot/2.1", "curl/8"],
  "X-Requested-With": ["XMLHttpRequest"],
  "X-HTTP-Method-Override": ["DELETE", "GET"],
  "X-Remix-Revalidate": ["yes"],
  "trpc-accept": ["application/jsonl", "x"],
  Traceparent: ["00-x"],
  Upgrade: ["h2c", "x"],
  Purpose: ["prefetch"],
};

const other = fc.tuple(fc.constantFrom(...Object.keys(values)), fc.oneof(shortText, longAddress()));

const known = fc
  .constantFrom(...Object.entries(values))
  .chain(([name, choices]) => fc.tuple(fc.constant(name), fc.constantFrom(...choices)));

const header = fc
  .oneof(
    { weight: 3, arbitrary: known },
    { weight: 2, arbitrary: other },
    { weight: 1, arbitrary: fc.tuple(fc.constant("Cookie"), cookie) },
  )
  .map(([name, value]): [string, string] => [name, asHeader(value)]);

/** Headers from browsers and proxies, and invalid ones, some of them repeated. */
export const anyHeaders: fc.Arbitrary<[string, string][]> = fc.oneof(
  fc.constant<[string, string][]>([]),
  fc.array(header, { maxLength: 4 }),
);

/** A header about as long as a request's head may be, and hard to compress. */
function longAddress(): fc.Arbitrary<string> {
  const unit = fc.constantFrom(...Array.from("0123456789abcdefABCDEF:.,xyz"));
  return fc.noShrink(fc.string({ unit, minLength: 3_500, maxLength: 6_000 }));
}

/** Escapes as a browser does, without lone surrogates. */
export function encodeWell(text: string): string {
  return encodeURIComponent(wellFormed(text));
}
