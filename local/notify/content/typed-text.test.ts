import fc from "fast-check";
import { find } from "linkifyjs";
import { expect, it } from "vitest";
import { readTemplates, type Template } from "../../../jobs/templates/templates.ts";
import { neutralise } from "../../../server/emails/sending/neutralise.ts";
import { plainText } from "../../../server/people/name.ts";
import { personalise } from "./personalise.ts";
import { renderMarkdown } from "./markdown.ts";

const fields = ["name", "organisation", "organisations", "access"];

/** The HTML of an email in which each text that people type has the same value. */
function render({ kind, ...template }: Template, typed: string): string {
  const values = Object.fromEntries(fields.map((field) => [field, typed]));
  const own = { service: "Manage", contact_email: "support@example.com", email_address: "a@example.com" };
  const all = { ...own, sign_in_url: "https://console.example/sign-in", ...values };
  return renderMarkdown(personalise({ kind, ...template }, all, fields).content.body);
}

const entities = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\u00A0" };
const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, "\n")
    .replace(/&(?:amp|lt|gt|nbsp);/g, (entity) => entities[entity as keyof typeof entities]);
const tagsOf = (html: string) => html.match(/<[^>]*>/g);

const greeting = {
  kind: "support_user_removed",
  subject: "x",
  body: "Dear ((name))",
  placeholders: ["name"],
} as const;
const greet = (typed: string) => render({ ...greeting, placeholders: ["name"] }, typed);

const evil = [
  "&lsqb;Click here&rsqb;&lpar;https&colon;&sol;&sol;evil&period;com&rpar;",
  "&NewLine;&NewLine;&num; Head",
  "one&NewLine;&NewLine;&ast; two",
  "http://evil。com/login",
  "http://2130706433/x",
  "xhttp://[::1]/",
];

it.each(evil)("Notify alone makes a link or a block of %j, and not of what we send", (typed) => {
  expect(tagsOf(greet(typed))).not.toEqual(["<p>", "</p>"]);
  expect(tagsOf(greet(neutralise(typed)))).toEqual(["<p>", "</p>"]);
});

it.each([
  ["É.Dupont", "É. Dupont"],
  ["Sure.Start/Nursery", "Sure. Start/Nursery"],
  ["St.Mary's C.E. School & Nursery", "St. Mary's C. E. School & Nursery"],
  ["Smith&Sons; AT&T &amp; &lpar;", "Smith&Sons; AT&T &amp; &lpar;"],
  ["Anne-Marie O'Neil_*`[]()#!|{}+~^\\", "Anne-Marie O'Neil_*`[]()#!|{}+~^\\"],
  ["Dr. J. Smith (head): 1.5 / 2", "Dr. J. Smith (head): 1.5 / 2"],
  ["a <b> c", "a  b  c"],
])("%j arrives as %j", (typed, arrived) => {
  expect(textOf(greet(neutralise(typed))).trim()).toBe(`Dear ${arrived}`);
});

// What mail programs make a link of: an address with a scheme, a host alone, an email address.
it.each([
  "evil.example/login",
  "www.evil.com",
  "a@evil.com",
  "mailto:x@y",
  "https://evil.com",
  "HTTP:/\u200C/evil.com",
  "evil.\u200Ccom",
])("a mail program finds no link in %j", (typed) => {
  expect(find(textOf(greet(neutralise(typed))))).toEqual([]);
});

const parts = fc.oneof(
  fc.constantFrom(...evil),
  fc.constantFrom(
    ...Array.from("&<>[]()#*_!|{}+-^`~\\/:.,;'\"@=?•。．｡ "),
    "://",
    "](",
    "\u200C",
    "\u200D",
    "\u0301",
    "ſ",
    "\u212A",
  ),
  fc.constantFrom(
    "http",
    "https:",
    "HTTPS://",
    "www.",
    "evil",
    ".com",
    "com",
    "mailto:",
    "ftp://",
    "x@y",
    "1.",
    "127.0.0.1",
  ),
  fc.constantFrom(
    "&amp;",
    "&lpar;",
    "&rpar;",
    "&nbsp;",
    "&#58;",
    "&#x2f;",
    "&period;",
    "&sol;",
    "&colon;",
    "&lt;",
    "&Tab;",
  ),
  fc.string({ unit: "grapheme", maxLength: 4 }),
);
const anyTyped = fc
  .array(parts, { minLength: 1, maxLength: 12 })
  .map((list) => plainText(list.join("")))
  .filter((typed) => /[\p{L}\p{N}]/u.test(typed));

it("no typed text becomes a link or a block in any email, or is emptied", () => {
  const templates = readTemplates().map((template) => ({ template, usual: render(template, "Megan Price") }));
  // Notify can take a backslash for its own.
  const visible = (text: string) => text.replace(/[\s<>\\]/g, "");
  fc.assert(
    fc.property(anyTyped, (typed) => {
      const sent = neutralise(typed);
      for (const { template, usual } of templates)
        expect(tagsOf(render(template, sent))).toEqual(tagsOf(usual));
      const arrived = textOf(greet(sent));
      expect(visible(arrived)).toBe(visible(`Dear${typed}`));
      expect(find(arrived)).toEqual([]);
    }),
    { numRuns: 1_500, seed: 16 },
  );
});
