import { z } from "zod";

/**
 * The longest name or email address that is read at all, in UTF-16 units. Longer text is refused before it is normalised,
 * because normalising takes more than linear time (specification, section 3, Input).
 */
export const longestTyped = 1_000;

const visiblePart = /[^\s\u0085\p{Cf}](?:.*[^\s\u0085\p{Cf}])?/su;
const spaces = /[\s\u0085]+/gu;

/** Text in ASCII with single spaces, which is in its stored form. Most cells of a file are like that. */
const stored = /^(?:[!-~]+(?: [!-~]+)*)?$/;

// Invisible characters, apart from the two joiners (U+200C, U+200D), which names in some scripts need. Any other in a
// name is a typing mistake or an attempt to deceive.
const hidden = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}]/u;

/** Removes spaces and invisible format characters from both ends of a text. Takes linear time. */
export function trimInvisible(text: string): string {
  return visiblePart.exec(text)?.[0] ?? "";
}

/** Returns the form in which a name is stored: trimmed, single spaces, NFC (specification, section 3, Input). */
export function normaliseName(text: string): string {
  return trimInvisible(text.replace(spaces, " ")).normalize("NFC");
}

/**
 * Returns the form in which a line of text is stored: control characters become spaces, and the rest is normalised like
 * a name (specification, section 3, Input).
 */
export function plainText(text: string): string {
  return stored.test(text) ? text : normaliseName(text.replace(/\p{Cc}/gu, " "));
}

/**
 * The schema for a first or last name (specification, section 3, Input).
 *
 * @param label the field's label for error messages, such as 'First name'
 */
export function nameSchema(label: string) {
  const enter = `Enter a ${label.toLowerCase()}`;
  const tooLong = { error: `${label} must be 100 characters or less`, abort: true };
  return z
    .string(enter)
    .max(longestTyped, tooLong)
    .transform(normaliseName)
    .pipe(
      z
        .string()
        .min(1, { error: enter, abort: true })
        .refine((name) => Array.from(name).length <= 100, tooLong)
        .refine((name) => !hidden.test(name), `${label} must not include hidden characters`),
    );
}
