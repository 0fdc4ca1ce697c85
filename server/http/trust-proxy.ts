import { isIP } from "node:net";
import { z } from "zod";

const rule = "must be false, a number of proxies from 1 to 9, or their addresses with commas between";

/**
 * The schema of `TRUST_PROXY`: false, a number of proxies, or a list of their addresses and networks (specification,
 * section 9, Rate limits). It is never true, because clients could then choose their own address.
 */
export const trustProxy = z.string().transform((text, context): false | number | string[] => {
  if (text === "false") return false;
  if (/^[1-9]$/.test(text)) return Number(text);
  const list = text.split(/, */);
  const wrong = list.findIndex((address) => !isNetwork(address));
  if (wrong === -1) return list;
  const looksLikeAddresses = list.length > 1 || /[.:/]/.test(text);
  context.addIssue(
    looksLikeAddresses ? `has no IP address or network (such as 10.0.0.0/8) as address ${wrong + 1}` : rule,
  );
  return z.NEVER;
});

/** Whether a text is an IP address or, in CIDR notation, a network. */
function isNetwork(text: string): boolean {
  const [, address = "", prefix] = /^([\da-f.:]+)(?:\/([1-9]\d{0,2}))?$/i.exec(text) ?? [];
  const longest = { 4: 32, 6: 128 }[isIP(address)];
  return longest !== undefined && Number(prefix ?? longest) <= longest;
}
