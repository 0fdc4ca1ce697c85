import { z } from "zod";

const invisibleEdge = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;
const spaces = /[\s\u0085]+/gu;

// Joiners are part of names in some scripts; every other invisible character is a mistake or a deception.
const hidden = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}]/u;

/** The form in which a name is stored: trimmed, single spaces, NFC (specification, section 3, Input). */
export function normaliseName(text: string): string {
  return text.replace(spaces, " ").replace(invisibleEdge, "").normalize("NFC");
}

/**
 * One line of text in the form in which it is stored: as a name, with control characters as spaces (specification,
 * section 3, Input).
 */
export function plainText(text: string): string {
  return normaliseName(text.replace(/\p{Cc}/gu, " "));
}

/**
 * The rules for a first or last name (specification, section 3, Input).
 *
 * @param label the field's label, such as 'First name', for its messages
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

/** The name by which pages, emails and the activity log call a person. */
export function fullName({ firstName, lastName }: PersonName): string {
  return `${firstName} ${lastName}`;
}
