import { z } from "zod";

const invisibleEdge = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;
const spaces = /[\s\u0085]+/gu;

// Invisible characters, apart from the two joiners (U+200C, U+200D), which names in some scripts need. Any other in a
// name is a typing mistake or an attempt to deceive.
const hidden = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}]/u;

/** Returns the form in which a name is stored: trimmed, single spaces, NFC (specification, section 3, Input). */
export function normaliseName(text: string): string {
  return text.replace(spaces, " ").replace(invisibleEdge, "").normalize("NFC");
}

/**
 * Returns the form in which a line of text is stored: control characters become spaces, and the rest is normalised like
 * a name (specification, section 3, Input).
 */
export function plainText(text: string): string {
  return normaliseName(text.replace(/\p{Cc}/gu, " "));
}

/**
 * The schema for a first or last name (specification, section 3, Input).
 *
 * @param label the field's label for error messages, such as 'First name'
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

export type PersonName = { firstName: string; lastName: string };

/** The name of a person on pages, in emails and in the activity log. */
export function fullName({ firstName, lastName }: PersonName): string {
  return `${firstName} ${lastName}`;
}
