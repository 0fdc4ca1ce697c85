import { domainToASCII } from "node:url";
import { z } from "zod";

// The characters that Notify drops, so that it sees the address that we store.
const zeroWidth = /[\u180E\u200B-\u200D\u2028\u2029\u2060\uFEFF]/gu;
const localPart = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+$/;
const hostForbidden = /[/?#%\\:[\]\s]/u;
// One or two inner hyphens, never three.
const label = /^[a-z0-9]+(?:-{1,2}[a-z0-9]+)*$/;
const topLevel = /^(?:[a-z]{2,63}|xn--[a-z0-9-]*[a-z0-9])$/;

/** An address as typed, without invisible characters. */
function clean(text: string): string {
  return text.replace(zeroWidth, "").trim();
}

/**
 * The form in which an address is compared and stored: lower case, host in ASCII (specification, section 3, Input).
 * Text that is not an address is only cleaned.
 */
export function normaliseEmail(text: string): string {
  const cleaned = clean(text).normalize("NFC").toLowerCase();
  const at = cleaned.lastIndexOf("@");
  const host = cleaned.slice(at + 1);
  const ascii = at < 0 || hostForbidden.test(host) ? "" : domainToASCII(host);
  return ascii === "" ? cleaned : `${cleaned.slice(0, at)}@${ascii}`;
}

/** Whether GOV.UK Notify accepts a normalised address (specification, section 3, Valid email addresses). */
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
    .refine((text) => clean(text) !== "", { error: enter, abort: true })
    .refine((text) => isAllowed(clean(text)), { error: message, abort: true })
    .transform(normaliseEmail)
    .pipe(z.string().refine(isNotifiable, message));
}

/** Any address that Notify accepts. */
export const organisationUserEmail = emailSchema(
  "Enter an email address in the correct format, like name@example.com",
  () => true,
);

/** The domains of the Department for Education; a check on `support_users.email` lists them too. */
const departmentDomains = ["education.gov.uk"] as const;
const departmentExample = `name@${departmentDomains[0]}`;

export const supportUserEmailHint = `Must be a Department for Education email address, like ${departmentExample}`;

/** An address at one of the department's domains. */
export const supportUserEmail = emailSchema(
  `Enter a Department for Education email address in the correct format, like ${departmentExample}`,
  isDepartmental,
);

/** Looks at the text as typed: NFC, IDNA and `toLowerCase` turn look-alike letters into those of a real domain. */
function isDepartmental(typed: string): boolean {
  const isAscii = /^[ -~]*$/.test(typed);
  return isAscii && departmentDomains.some((domain) => typed.toLowerCase().endsWith(`@${domain}`));
}
