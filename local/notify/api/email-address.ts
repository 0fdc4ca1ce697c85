import { domainToASCII } from "node:url";

const whole = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@([^.@][^@\s]+)$/;
const label = /^(xn|[a-z0-9]+)(-?-[a-z0-9]+)*$/i;
const topLevel = /^([a-z]{2,63}|xn--([a-z0-9]+-)*[a-z0-9]+)$/i;
const invisible = /[\u180E\u200B\u200C\u200D\u2060\uFEFF\u00A0]/g;

/**
 * An address as Notify would write to, or null where it would refuse it (the rules of SPEC §3).
 * Written here once more on purpose: the stand-in must not agree with the console's own check by sharing it.
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
