import { isIPv4, isIPv6 } from "node:net";

/** Longer than any address with a port. Longer text is not an address. */
const longestAddress = 64;

const withPort = /^(?:\[(?<v6>[^[\]]*)\]|(?<v4>[\d.]+))(?::\d{1,5})?$/;

/**
 * Returns an IP address without the port that some proxies add, and without a zone, which names a network interface. An
 * IPv4 address written as IPv6 is IPv4.
 *
 * @param text an IP address, perhaps with a port; or anything, because clients can send it
 * @returns `unknown` if the text is not an address
 */
export function addressOf(text: string): string {
  if (text.length > longestAddress) return "unknown";
  const { v4, v6 } = withPort.exec(text)?.groups ?? {};
  const [address = ""] = (v4 ?? v6 ?? text).split("%", 1);
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return "unknown";
  return mappedOf(groupsOf(address)) ?? address.toLowerCase();
}

/**
 * Returns what stands for a client when its sign-ins are counted: an IPv4 address, or the first 64 bits of an IPv6 address,
 * because a provider gives a whole such network to one customer (specification, section 9, Rate limits). An IPv4
 * address written as IPv6 is IPv4.
 *
 * @param text an IP address, perhaps with the port that some proxies add; or anything, because clients can send it
 * @returns such as `192.0.2.1` or `2001:db8:0:1::/64`; `unknown` if the text is not an address
 */
export function clientOf(text: string): string {
  const address = addressOf(text);
  return isIPv6(address) ? networkOf(address) : address;
}

/** The IPv4 address that is written as IPv6; undefined for any other. */
function mappedOf(groups: number[]): string | undefined {
  const [high = 0, low = 0] = groups.slice(6);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  return isMapped ? [high >> 8, high & 0xff, low >> 8, low & 0xff].join(".") : undefined;
}

function networkOf(address: string): string {
  return `${groupsOf(address)
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}

/** The eight numbers of a valid IPv6 address. */
function groupsOf(address: string): number[] {
  // The URL parser writes an IPv4 address at the end as two numbers in base 16.
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [before = [], after = []] = plain
    .split("::")
    .map((part) => part.split(":").filter(Boolean))
    .map((part) => part.map((group) => parseInt(group, 16)));
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}
