import { domainToASCII } from "node:url";
import { z } from "zod";

// Those that Notify drops, so that both sides see one address.
const zeroWidth = /[\u180E\u200B-\u200D\u2028\u2029\u2060\uFEFF]/gu;
const localPart = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+$/;
const hostForbidden = /[/?#%\\:[\]\s]/u;
// One or two inner hyphens, never three.
const label = /^[a-z0-9]+(?:-{1,2}[a-z0-9]+)*$/;
const topLevel = /^(?:[a-z]{2,63}|xn--[a-z0-9-]*[a-z0-9])$/;

/** An address as typed, without what cannot be seen. */
function clean(text: string): string {
  return text.replace(zeroWidth, "").trim();
}

/**
 * The one spelling under which an address is compared and stored (specification, section 3, Input): lower case, host in ASCII. What is
 * no address comes back cleaned only.
 */
export function normaliseEmail(text: string): string {
  const cleaned = clean(text).normalize("NFC").toLowerCase();
  const at = cleaned.lastIndexOf("@");
  const host = cleaned.slice(at + 1);
  const ascii = at < 0 || hostForbidden.test(host) ? "" : domainToASCII(host);
  return ascii === "" ? cleaned : `${cleaned.slice(0, at)}@${ascii}`;
}

/** Whether GOV.UK Notify will accept a normalised address (specification, section 3, Valid email addresses). */
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

/**
 * A Department for Education address, and nothing that resembles one: the text is compared as typed, because NFC and
 * IDNA mapping would turn look-alike letters into the real ones.
 */
export const supportUserEmail = emailSchema(
  "Enter a Department for Education email address in the correct format, like name@education.gov.uk",
  (typed) => /@education\.gov\.uk$/i.test(typed),
);
