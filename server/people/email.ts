import { domainToASCII } from "node:url";
import { z } from "zod";
import { longestTyped, trimInvisible } from "./name.ts";

// The invisible characters that Notify removes. We remove them too, so that we store the address that Notify uses.
const zeroWidth = /[\u180E\u200B-\u200D\u2028\u2029\u2060\uFEFF]/gu;
const localPart = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+$/;
const hostForbidden = /[/?#%\\:[\]\s]/u;
// One part of a host, between dots. Hyphens are allowed inside it, at most two in a row.
const label = /^[a-z0-9]+(?:-{1,2}[a-z0-9]+)*$/;
// After `xn--`, Notify allows single hyphens only.
const topLevel = /^(?:[a-z]{2,63}|xn--(?:[a-z0-9]+-)*[a-z0-9]+)$/;

/** Removes zero-width characters, and all that is invisible at both ends, from a typed email address. */
function clean(text: string): string {
  return trimInvisible(text.replace(zeroWidth, ""));
}

/**
 * Returns a text in lower case if it is ASCII, otherwise as it is. `toLowerCase` turns some other characters into ASCII
 * letters: the Kelvin sign, for example, into `k`, which is the address of another mailbox.
 */
function lowerAscii(text: string): string {
  return isAscii(text) ? text.toLowerCase() : text;
}

function isAscii(text: string): boolean {
  return !/\P{ASCII}/u.test(text);
}

/**
 * Returns the form in which an email address is stored and compared: lower case, host in ASCII (specification, section
 * 3, Input). The part before the @ is not converted unless it is ASCII, nor is a host that is not valid. Text longer than
 * `longestTyped` becomes the empty string.
 */
export function normaliseEmail(text: string): string {
  if (text.length > longestTyped) return "";
  const cleaned = clean(text);
  const at = cleaned.lastIndexOf("@") + 1;
  const host = cleaned.slice(at);
  const ascii = at === 0 || hostForbidden.test(host) ? "" : domainToASCII(host);
  return lowerAscii(cleaned.slice(0, at)) + (ascii || lowerAscii(host));
}

/** Whether GOV.UK Notify accepts a normalised email address (specification, section 3, Valid email addresses). */
export function isNotifiable(email: string): boolean {
  const [local = "", host = "", ...more] = email.split("@");
  if (email.length > 320 || more.length > 0 || !localPart.test(local)) return false;
  if (email.includes("..") || host.length > 253 || hostForbidden.test(host)) return false;
  const labels = host.split(".");
  const fits = labels.every((part) => part.length <= 63 && label.test(part));
  return fits && labels.length >= 2 && topLevel.test(labels.at(-1) ?? "");
}

function emailSchema(message: string, isAllowed: (typed: string) => boolean) {
  const enter = "Enter an email address";
  return z
    .string(enter)
    .max(longestTyped, { error: message, abort: true })
    .refine((text) => clean(text) !== "", { error: enter, abort: true })
    .refine((text) => isAllowed(clean(text)), { error: message, abort: true })
    .transform(normaliseEmail)
    .pipe(z.string().refine(isNotifiable, message));
}

/** Any email address that Notify accepts. */
export const organisationUserEmail = emailSchema(
  "Enter an email address in the correct format, like name@example.com",
  () => true,
);

/**
 * The domains of the Department for Education. The check constraint on `support_users.email` repeats them: change both.
 */
export const departmentDomains = ["education.gov.uk"] as const;
const departmentExample = `name@${departmentDomains[0]}`;

export const supportUserEmailHint = `Must be a Department for Education email address, like ${departmentExample}`;

/** An email address at a domain of the Department for Education. */
export const supportUserEmail = emailSchema(
  `Enter a Department for Education email address in the correct format, like ${departmentExample}`,
  isDepartmental,
);

/**
 * Checks the text as typed, because normalisation (NFC, IDNA, `toLowerCase`) can turn look-alike characters into the
 * letters of a real domain.
 */
function isDepartmental(typed: string): boolean {
  return isAscii(typed) && departmentDomains.some((domain) => typed.toLowerCase().endsWith(`@${domain}`));
}
