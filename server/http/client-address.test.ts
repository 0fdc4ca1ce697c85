import { expect, it } from "vitest";
import { addressOf, clientOf } from "./client-address.ts";

it.each([
  ["192.0.2.1", "192.0.2.1"],
  ["192.0.2.1:4711", "192.0.2.1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["::FFFF:c000:201", "192.0.2.1"],
  ["[::ffff:192.0.2.1]:4711", "192.0.2.1"],
  ["2001:db8:0:1::1", "2001:db8:0:1::/64"],
  ["2001:DB8:0:1:ffff:ffff:ffff:ffff", "2001:db8:0:1::/64"],
  ["[2001:db8:0:1::2]", "2001:db8:0:1::/64"],
  ["[2001:db8:0:1::2]:65535", "2001:db8:0:1::/64"],
  ["2001:db8::1:0:0:1", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["::", "0:0:0:0::/64"],
])("takes %s as %s", (text, client) => {
  expect(clientOf(text)).toBe(client);
});

it.each([
  ["192.0.2.1:4711", "192.0.2.1"],
  ["::FFFF:c000:201", "192.0.2.1"],
  ["[2001:DB8:0:1::2]:65535", "2001:db8:0:1::2"],
  ["fe80::1%eth0", "fe80::1"],
  ["megan.price@example.com", "unknown"],
])("logs %s as %s", (text, address) => {
  expect(addressOf(text)).toBe(address);
});

it.each([
  ["", "unknown"],
  ["localhost", "unknown"],
  ["192.0.2", "unknown"],
  ["192.0.2.256", "unknown"],
  ["192.0.2.1:", "unknown"],
  ["192.0.2.1:4711:4711", "unknown"],
  ["2001:db8::1::2", "unknown"],
  ["[2001:db8::1", "unknown"],
  ["[]", "unknown"],
  ["%", "unknown"],
  ["\0", "unknown"],
  ["1".repeat(7_200), "unknown"],
])("does not take %j as an address", (text, client) => {
  expect(clientOf(text)).toBe(client);
});
