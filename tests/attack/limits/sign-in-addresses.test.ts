import { expect } from "vitest";
import { withVariables } from "../../fixtures/resources.ts";
import { test as withWeb } from "../../fixtures/web.ts";

/** vitest's `test` with a web server behind one proxy, which lets each client sign in once a minute. */
const test = withWeb.extend("begin", async ({ serve, resources }) => {
  const variables = {
    ...{ RATE_LIMIT_SIGN_IN: "1", TRUST_PROXY: "1" },
    DFE_SIGN_IN_ISSUER_URL: "http://127.0.0.1:1", // does not answer: a sign-in that the limit allows is 503
  };
  const { visit } = await serve(withVariables(resources, variables));
  return async (forwardedFor: string) => {
    const { status } = await visit("/auth/dfe", { headers: { "X-Forwarded-For": forwardedFor } });
    return status;
  };
});

test.for([
  ["another port", "192.0.2.1:4711", "192.0.2.1:4712"],
  ["an invented address before it", "192.0.2.1", "198.51.100.1, 192.0.2.1"],
  ["the same address as IPv6", "192.0.2.1", "::ffff:192.0.2.1"],
  ["another address of its IPv6 network", "2001:db8:0:1::1", "2001:db8:0:1:ffff::2"],
  ["another port of IPv6", "[2001:db8:0:1::1]:4711", "[2001:db8:0:1::1]:4712"],
  ["text that is no address", "nonsense", "1".repeat(7_200)],
] as const)("the limit holds for a client with %s", async ([, first, second], { begin }) => {
  expect([await begin(first), await begin(second)]).toEqual([503, 429]);
});

test("clients in two networks have a limit each", async ({ begin }) => {
  const clients = ["2001:db8:0:1::1", "2001:db8:0:2::1", "192.0.2.1", "192.0.2.2"];

  for (const client of clients) expect(await begin(client)).toBe(503);
});
