import { domainToASCII } from "node:url";

const whole = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@([^.@][^@\s]+)$/;
const label = /^(xn|[a-z0-9]+)(-?-[a-z0-9]+)*$/i;
const topLevel = /^([a-z]{2,63}|xn--([a-z0-9]+-)*[a-z0-9]+)$/i;
const invisible = /[\u180E\u200B\u200C\u200D\u2060\uFEFF\u00A0]/g;

/**
 * The email address, cleaned as Notify does, or null if Notify would refuse it (specification, section 3). This repeats
 * the console's own check on purpose: with shared code, tests could not find an error in that check.
 */
export function acceptAddress(text: string): string | null {
  const address = text.replace(invisible, "").trim();
  const host = whole.exec(address)?.[1];
  if (host === undefined || address.length > 320 || address.includes("..")) return null;
  return acceptHost(host) ? address : null;
}

function acceptHost(host: string): boolean {
  if (/[/?#%\\:[\]]/.test(host)) return false;
  const ascii = domainToASCII(host);
  const labels = ascii.split(".");
  return (
    ascii.length <= 253 &&
    labels.length >= 2 &&
    labels.every((part) => part.length <= 63 && label.test(part)) &&
    topLevel.test(labels.at(-1) ?? "")
  );
}
