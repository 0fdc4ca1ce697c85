import { describe, expect, test } from "vitest";
import { isNotifiable, normaliseEmail, organisationUserEmail, supportUserEmail } from "./email.ts";

const format = "Enter an email address in the correct format, like name@example.com";
const department =
  "Enter a Department for Education email address in the correct format, like name@education.gov.uk";
const repeat = (text: string, count: number) => text.repeat(count);
/** A host of `length` characters, in labels of at most 60 characters. */
const hostOf = (length: number) =>
  `${repeat(`${repeat("a", 59)}.`, 10).slice(0, length - 3)}.uk`.replace("..", "x.");

const messagesOf = (schema: typeof organisationUserEmail, text: unknown) =>
  schema.safeParse(text).error?.issues.map(({ message }) => message);

describe("one mailbox has one spelling", () => {
  test.each([
    ["case", "Megan.PRICE@Example.COM", "megan.price@example.com"],
    ["spaces around", "  megan@example.com\t\n", "megan@example.com"],
    ["non-breaking spaces around", "\u00A0megan@example.com\u202F", "megan@example.com"],
    [
      "zero-width characters anywhere",
      "\u200Bme\u200Cg\u200Dan\u2060@exa\uFEFFmple.\u180Ecom",
      "megan@example.com",
    ],
    ["a mark for the direction of text behind it", "megan@example.com\u200E", "megan@example.com"],
    [
      "an embedding around it, as Windows dialogs paste it",
      "\u202Amegan@example.com\u202C",
      "megan@example.com",
    ],
    ["an isolate around it", "\u2068megan@example.com\u2069", "megan@example.com"],
    [
      "other invisible characters and spaces around, mixed",
      "\u00AD \u{E0041}megan@example.com\u2066\u00A0\u061C",
      "megan@example.com",
    ],
    ["line and paragraph separators anywhere", "megan\u2028@example\u2029.com", "megan@example.com"],
    ["a zero-width character behind a space", "megan@example.com \u200B ", "megan@example.com"],
    ["a host in letters of its own", "megan@bücher.example", "megan@xn--bcher-kva.example"],
    ["the same host decomposed", "megan@bu\u0308cher.example", "megan@xn--bcher-kva.example"],
    ["the same host in capitals", "megan@BÜCHER.example", "megan@xn--bcher-kva.example"],
    ["the same host in ASCII", "megan@XN--BCHER-KVA.example", "megan@xn--bcher-kva.example"],
    ["a top level in letters of its own", "megan@пример.рф", "megan@xn--e1afmkfd.xn--p1ai"],
    ["an ideographic full stop", "megan@example\u3002com", "megan@example.com"],
    ["a full-width host", "megan@ｅｘａｍｐｌｅ.com", "megan@example.com"],
    [
      "every sign that Notify knows",
      "A.!#$%&'*+/=?^_`{|}~-9@Example.com",
      "a.!#$%&'*+/=?^_`{|}~-9@example.com",
    ],
  ])("%s", (_what, typed, stored) => {
    expect(organisationUserEmail.parse(typed)).toBe(stored);
  });

  test.each([
    "megan",
    "megan@",
    "megan@exa mple.com",
    "megan@[::1]",
    "@",
    "\u212Aate@example.com",
    "İ@example.com",
  ])("leaves %j as it is", (typed) => {
    expect(normaliseEmail(` ${typed} `)).toBe(typed);
  });
});

describe("valid is what GOV.UK Notify will accept", () => {
  test.each([
    "a@b.uk",
    ".megan.@example.com",
    "megan@sub.domain.example.com",
    "megan@a--b.example.com",
    "megan@1.2.example.com",
    "megan@xn--bcher-kva.example",
    "megan@example.xn--p1ai",
    "megan@example.xn--clchc0ea0b2g2a9gcd",
    "megan@example.xn--a-b",
    "megan@gmail.com",
    `megan@${repeat("a", 63)}.com`,
    `megan@example.${repeat("a", 63)}`,
    `${repeat("a", 66)}@${hostOf(253)}`,
  ])("accepts %s", (address) => {
    expect(messagesOf(organisationUserEmail, address)).toBeUndefined();
  });

  test.each([
    ["no @", "megan.example.com"],
    ["nothing before the @", "@example.com"],
    ["nothing after the @", "megan@"],
    ["two @", "megan@price@example.com"],
    ["two @ in a row", "megan@@example.com"],
    ["quotes", '"megan"@example.com'],
    ["brackets", "megan(price)@example.com"],
    ["angle brackets", "<megan@example.com>"],
    ["a comma", "megan,price@example.com"],
    ["a space before the @", "megan price@example.com"],
    ["a non-breaking space before the @", "megan\u00A0price@example.com"],
    ["a control character", "megan\u0000@example.com"],
    ["half a surrogate pair", "megan\uD800@example.com"],
    ["letters other than ASCII before the @", "mégan@example.com"],
    ["a Kelvin sign before the @, which is a k in lower case", "\u212Aate@example.com"],
    ["a full-width letter before the @, which is ASCII in NFKC", "\uFF4Degan@example.com"],
    ["an invisible mark in the middle", "meg\u200Ean@example.com"],
    ["a Kelvin sign in a host that IDNA refuses", "megan@\u212A\u202Ea.com"],
    ["two dots before the @", "megan..price@example.com"],
    ["two dots after the @", "megan@example..com"],
    ["a dot right after the @", "megan@.example.com"],
    ["a dot at the end", "megan@example.com."],
    ["one label", "megan@example"],
    ["an IP address", "megan@127.0.0.1"],
    ["an IP address in brackets", "megan@[127.0.0.1]"],
    ["an IP address in disguise", "megan@0x7f.1"],
    ["a port", "megan@example.com:25"],
    ["a path", "megan@example.com/path"],
    ["a query", "megan@example.com?subject"],
    ["a fragment", "megan@example.com#top"],
    ["a percent sign in the host", "megan@ex%61mple.com"],
    ["a backslash in the host", "megan@example\\.com"],
    ["a space in the host", "megan@exam ple.com"],
    ["an underscore in the host", "megan@exam_ple.com"],
    ["a full-width slash in the host", "megan@example.com\uFF0Fpath"],
    ["a full-width colon in the host", "megan@example.com\uFF1A25"],
    ["a hyphen first in a label", "megan@-example.com"],
    ["a hyphen last in a label", "megan@example-.com"],
    ["three hyphens in a row", "megan@a---b.com"],
    ["a top level of one letter", "megan@example.c"],
    ["a top level with digits", "megan@example.c0m"],
    ["a top level with a hyphen", "megan@example.co-uk"],
    ["a label of 64", `megan@${repeat("a", 64)}.com`],
    ["a top level of 64", `megan@example.${repeat("a", 64)}`],
    ["a host of 254", `m@${hostOf(254)}`],
    ["321 characters", `${repeat("a", 67)}@${hostOf(253)}`],
    ["a top level in punycode with two hyphens in a row", "megan@example.xn--a--b"],
    ["a punycode label that stands for nothing", "megan@xn--.com"],
    ["a host that is over 253 in its ASCII form only", `m@${repeat(`${repeat("ü", 40)}.`, 6)}com`],
  ])("refuses %s", (_what, address) => {
    expect(messagesOf(organisationUserEmail, address)).toEqual([format]);
  });

  test("counts to 320 after trimming, and 253 in the host", () => {
    expect(hostOf(253)).toHaveLength(253);
    expect(isNotifiable(`${repeat("a", 66)}@${hostOf(253)}`)).toBe(true);
    const padded = ` ${repeat("a", 66)}\u200B@${hostOf(253)} `;
    expect(messagesOf(organisationUserEmail, padded)).toBeUndefined();
  });
});

test("more than 1,000 characters are refused as they are, before anything is removed", () => {
  const padded = (length: number) => "megan@example.com".padEnd(length, "\u200B");
  expect(organisationUserEmail.parse(padded(1_000))).toBe("megan@example.com");
  expect(messagesOf(organisationUserEmail, padded(1_001))).toEqual([format]);
  expect(messagesOf(supportUserEmail, padded(1_001))).toEqual([department]);
  expect(normaliseEmail(padded(1_001)), "as at sign-in").toBe("");
});

describe("required comes first", () => {
  test.each(["", " ", "\u00A0", "\u200B", " \u2060\t\n ", undefined, null, 5])("%j", (typed) => {
    expect(messagesOf(organisationUserEmail, typed)).toEqual(["Enter an email address"]);
    expect(messagesOf(supportUserEmail, typed)).toEqual(["Enter an email address"]);
  });
});

describe("a Department for Education address", () => {
  test.each([
    ["as it is", "tom@education.gov.uk"],
    ["in capitals", "Tom@EDUCATION.GOV.UK"],
    ["with spaces around", "\u00A0tom@education.gov.uk "],
    ["with an invisible mark behind it", "tom@education.gov.uk\u200E"],
    ["with a zero-width character in it", "tom@educa\u200Btion.gov.uk"],
  ])("%s", (_what, typed) => {
    expect(supportUserEmail.parse(typed)).toBe("tom@education.gov.uk");
  });

  test.each([
    ["another host", "tom@example.com"],
    ["any character for the dot", "tom@educationXgov.uk"],
    ["a subdomain", "tom@sub.education.gov.uk"],
    ["a longer host that ends so", "tom@myeducation.gov.uk"],
    ["more behind it", "tom@education.gov.uk.example.com"],
    ["a dot behind it", "tom@education.gov.uk."],
    ["the address as the name of another", "tom@education.gov.uk@example.com"],
    ["two @", "tom@example.com@education.gov.uk"],
    ["nothing before the @", "@education.gov.uk"],
    ["the host alone", "education.gov.uk"],
    ["full-width letters", "tom@ｅｄｕｃａｔｉｏｎ.gov.uk"],
    ["a full-width @", "tom\uFF20education.gov.uk"],
    ["an ideographic full stop", "tom@education\u3002gov.uk"],
    ["a Kelvin sign before the @", "\u212Aim@education.gov.uk"],
    ["a Kelvin sign for the k", "tom@education.gov.u\u212A"],
    ["a dotless i", "tom@educat\u0131on.gov.uk"],
    ["a dotted capital I", "TOM@EDUCAT\u0130ON.GOV.UK"],
    ["a Cyrillic o", "tom@educati\u043En.gov.uk"],
    ["a soft hyphen, which IDNA drops", "tom@educa\u00ADtion.gov.uk"],
    ["a letter in a circle", "tom@educatio\u24DD.gov.uk"],
    ["a line break behind it", "tom@education.gov.uk\nbcc"],
    ["a space in it", "tom@education .gov.uk"],
    ["two dots before the @", "tom..w@education.gov.uk"],
    ["letters other than ASCII before the @", "töm@education.gov.uk"],
  ])("is not %s", (_what, typed) => {
    expect(messagesOf(supportUserEmail, typed)).toEqual([department]);
  });
});
