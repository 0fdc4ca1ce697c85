import fc from "fast-check";
import { oddText, typedAddress } from "../../inputs/typed.ts";

/** Part of many names, addresses and searches. It must never appear in a log. */
export const canary = "zzcanary";

/** Markup that a user typed. A page must never contain it unescaped. */
export const typedMarkup = "<oddtag";

const long = 120_000;

export const prototypeKeys = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "then"];

/** Almost valid ids. A placeholder in braces stands for a real id. */
const nearIds = [
  "{fresh}",
  "{FRESH}",
  "{fresh} ",
  "{{fresh}}",
  "urn:uuid:{fresh}",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "11111111-1111-1111-1111-111111111111",
  "11111111-1111-4111-8111-11111111111g",
  "11111111-1111-4111-8111-1111111111111",
  "11111111111141118111111111111111",
];

const numbers = [
  ...[
    "0",
    "-0",
    "-1",
    "1",
    "2",
    "1.5",
    "01",
    "0x10",
    "1e3",
    "1e309",
    "-1e309",
    "NaN",
    "Infinity",
    "١٢",
    "１",
  ],
  ...["9007199254740991", "9007199254740992", "9223372036854775807", "9223372036854775808", "9".repeat(400)],
];

export const dates = [
  "2026-01-14T10:32:00Z",
  "0000-01-01T00:00:00Z",
  "0001-01-01T00:00:00+23:59",
  "9999-12-31T23:59:59.999999999-23:59",
  "+275760-09-13T00:00:00.001Z",
  "2026-02-30T00:00:00Z",
  "2026-03-29T01:30:00Z",
  "2026-01-14",
];

const unicode = [
  ...["\u0000", "a\u0000b", "\u0001\u001B[31m\u007F\u0085\u009F", "\u202Enairp\u202C", "\u200B", "\u00A0"],
  ...[
    "e\u0301",
    "\u00E9",
    "n" + "\u0303".repeat(300),
    "\uFFFF",
    "\uFFFE",
    "\uE000",
    "\u{F0000}",
    "\u{10FFFF}",
  ],
  ...["👩‍👩‍👧‍👦", "🏳️‍🌈", "Аnnа", "ﬁ", "ﷺ", "İ", "ß", "Å", "a\u2028b", "a\r\nb\tc", "\uFEFFAnn", "\u{E0041}"],
];

const injections = [
  ...[`"><oddtag onload=x>`, `</title>${typedMarkup}>`, "'; drop table activity; --", "' or 1=1 --", "%_\\"],
  ...[
    "((name))",
    "[a](http://example.com)",
    "${7*7}",
    "{{7*7}}",
    "=1+1",
    "../../etc/passwd",
    "\\",
    "%",
    "%00",
  ],
  ...["%E0%A4%A", "%ED%A0%80", "%c0%ae", "null", "undefined", "true", "[]", "{}", "on", "yes", "check", ""],
];

const huge = fc
  .tuple(
    fc.constantFrom("a", "é", "👩‍👩‍👧", "%41", "[", " ", "\u200B", "a.", "-"),
    fc.constantFrom(99, 101, 250, 330, 3_000, long),
  )
  .map(([unit, length]) => unit.repeat(Math.ceil(length / unit.length)));

/** Random, so hard to compress. */
const dense = fc.noShrink(
  fc.string({ unit: "grapheme-ascii", minLength: 2_800, maxLength: 6_000, size: "max" }),
);

const loneSurrogate = fc.constantFrom("\uD800", "\uDFFF", "a\uD83Db", "\uDC00\uD800");

const chosen = fc.constantFrom(...unicode, ...injections, ...numbers, ...dates, ...nearIds, ...prototypeKeys);

/** Text of every kind that a client could send. */
export const anyText = fc.oneof(
  { weight: 8, arbitrary: chosen },
  { weight: 4, arbitrary: oddText },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme" }) },
  { weight: 1, arbitrary: loneSurrogate },
  { weight: 1, arbitrary: huge },
  { weight: 1, arbitrary: dense },
);

/** A text as UTF-8 can carry it, without lone surrogates. */
export const wellFormed = (text: string) => Buffer.from(text).toString();

/** Text that is short enough for a request line or a header. */
export const shortText = anyText.map((text) => text.slice(0, 1_500));

const ordinaryName = fc.constantFrom(
  "Megan",
  "Éric",
  "O’Neill-Smith",
  "Nguyễn",
  "عَلِيّ",
  "नेहा",
  "Anne\u200DMarie",
);

/** A name with one invisible character. */
const nearName = fc
  .tuple(
    ordinaryName,
    fc.constantFrom("\0", "\0", "\0", "\u0001", "\u007F", "\u00AD", "\u202E", "\uFFFF", "\uE000", "\uD800"),
  )
  .map((parts) => `${parts.join("")}z`);

/** A name, often valid, often with the canary. */
export const typedName = fc
  .tuple(
    fc.oneof(ordinaryName, ordinaryName, nearName, anyText),
    fc.constantFrom("", canary, ` ${canary}\u00A0`),
  )
  .map((parts) => parts.join(""));

const hosts = fc.constantFrom(
  "example.com",
  "EXAMPLE.com",
  "münchen.example",
  "education.gov.uk",
  "a--b.example",
);

const newEmail = fc
  .tuple(fc.stringMatching(/^[a-z0-9+-]{6,12}$/), hosts)
  .map(([local, host]) => `${canary}.${local}@${host}`);

/** An address: new and valid, already in use, almost valid, or no address. */
export const typedEmail = fc.oneof(
  { weight: 4, arbitrary: newEmail },
  { weight: 2, arbitrary: fc.constantFrom("{email}", " {email}\u200B", "{supportEmail}", "\u200B{myEmail}") },
  { weight: 1, arbitrary: typedAddress },
  { weight: 1, arbitrary: anyText },
);

export const typedId = fc.oneof(fc.constantFrom(...nearIds), shortText);
export const typedNumber = fc.oneof(fc.constantFrom(...numbers), shortText);
