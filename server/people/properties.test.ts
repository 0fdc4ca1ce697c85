import fc from "fast-check";
import { expect, test } from "vitest";
import { oddText, typedAddress } from "../../tests/inputs/typed.ts";
import { isNotifiable, normaliseEmail, organisationUserEmail, supportUserEmail } from "./email.ts";
import { nameSchema, normaliseName } from "./name.ts";

const firstName = nameSchema("First name");

test("an address that is accepted is stored in its one spelling, which is accepted again", () => {
  fc.assert(
    fc.property(typedAddress, (text) => {
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
    fc.property(typedAddress, (text) => {
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
        typedAddress,
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
