import { z } from "zod";

const invisibleEdge = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;
const spaces = /[\s\u0085]+/gu;

// Joiners belong to the spelling of names in some scripts; every other invisible character is a mistake or a trick.
const hidden = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}]/u;

/** A name as it is stored: trimmed, single spaces, NFC (specification, section 3, Input). */
export function normaliseName(text: string): string {
  return text.replace(spaces, " ").replace(invisibleEdge, "").normalize("NFC");
}

/**
 * The rules for one half of a person's name, in the order in which they apply.
 *
 * @param label as the messages begin and, in lower case, end: 'First name'
 */
export function nameSchema(label: string) {
  const enter = `Enter a ${label.toLowerCase()}`;
  return z
    .string(enter)
    .transform(normaliseName)
    .pipe(
      z
        .string()
        .min(1, { error: enter, abort: true })
        .refine((name) => Array.from(name).length <= 100, {
          error: `${label} must be 100 characters or less`,
          abort: true,
        })
        .refine((name) => !hidden.test(name), `${label} must not include hidden characters`),
    );
}

/** First and last name as one text, as pages, emails and the activity log show a person. */
export function fullName(person: { firstName: string; lastName: string }): string {
  return `${person.firstName} ${person.lastName}`;
}
