import fc from "fast-check";
import { expect, test } from "vitest";
import { isNotifiable, normaliseEmail, organisationUserEmail, supportUserEmail } from "./email.ts";
import { nameSchema, normaliseName } from "./name.ts";

const oddCharacters = fc.constantFrom(
  ..."\u200B\u200D\uFEFF\u00A0\u2028\t\n\u0000\u0085\u00ADİKſßéÉ@..--ｅ。．xn-",
);
const oddText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.oneof(oddCharacters, fc.constantFrom(..."abcZ09")) }),
);
const address = fc
  .tuple(fc.oneof(oddText, fc.stringMatching(/^[\w.+-]{1,20}$/)), fc.oneof(fc.domain(), oddText))
  .map(([local, host]) => `${local}@${host}`);
const typed = fc.oneof(oddText, address, fc.emailAddress());
const firstName = nameSchema("First name");

test("an address that is accepted is stored in its one spelling, which is accepted again", () => {
  fc.assert(
    fc.property(typed, (text) => {
      const { data } = organisationUserEmail.safeParse(text);
      if (data === undefined) return;
      expect(isNotifiable(data)).toBe(true);
      expect(data).toMatch(/^[!-~]+$/);
      expect(data).toBe(data.toLowerCase());
      expect(organisationUserEmail.parse(data)).toBe(data);
    }),
    { numRuns: 5_000, seed: 1 },
  );
});

test("normalising an address twice changes nothing", () => {
  fc.assert(
    fc.property(typed, (text) => {
      const once = normaliseEmail(text);
      expect(normaliseEmail(once)).toBe(once);
    }),
    { numRuns: 5_000, seed: 2 },
  );
});

test("what is accepted as a Department for Education address ends as one, and is accepted as any address", () => {
  const near = fc.tuple(
    oddText,
    fc.constantFrom("@education.gov.uk", "@ｅducation.gov.uk", "@EDUCATION.gov.uK", "@education.gov.uk."),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        typed,
        near.map((parts) => parts.join("")),
      ),
      (text) => {
        const { data } = supportUserEmail.safeParse(text);
        if (data === undefined) return;
        expect(data).toMatch(/^[^@]+@education\.gov\.uk$/);
        expect(organisationUserEmail.parse(data)).toBe(data);
      },
    ),
    { numRuns: 5_000, seed: 3 },
  );
});

test("normalising a name twice changes nothing, and leaves nothing to trim", () => {
  fc.assert(
    fc.property(oddText, (text) => {
      const once = normaliseName(text);
      expect(normaliseName(once)).toBe(once);
      expect(once).toBe(once.trim().normalize("NFC"));
      expect(once).not.toMatch(/\s\s|[\t\n]/);
    }),
    { numRuns: 5_000, seed: 4 },
  );
});

test("a name that is accepted has 1 to 100 characters, none of them hidden", () => {
  fc.assert(
    fc.property(oddText, (text) => {
      const { data } = firstName.safeParse(text);
      if (data === undefined) return;
      expect(Array.from(data).length).toBeGreaterThanOrEqual(1);
      expect(Array.from(data).length).toBeLessThanOrEqual(100);
      expect(data).not.toMatch(/\p{Cc}/u);
      expect(firstName.parse(data)).toBe(data);
    }),
    { numRuns: 5_000, seed: 5 },
  );
});

test("whatever is typed is answered with a message, never an exception", () => {
  fc.assert(
    fc.property(fc.anything(), (input) => {
      for (const schema of [organisationUserEmail, supportUserEmail, firstName]) {
        const { error } = schema.safeParse(input);
        if (error) expect(error.issues).toHaveLength(1);
      }
    }),
    { numRuns: 2_000, seed: 6 },
  );
});
