import { expect } from "vitest";
import { cookieHeader, locationOf } from "../factories/cookies.ts";
import { type Forgery, startForgedProvider } from "../factories/forged-provider.ts";
import { test as base, withVariables } from "../factories/services.ts";

const test = base
  .extend("provider", { scope: "file" }, async ({}, { onCleanup }) => {
    const provider = await startForgedProvider();
    onCleanup(provider.stop);
    return provider;
  })
  .extend("signIn", ({ services, provider }) => async (forgery: Forgery) => {
    const { dfeSignIn } = withVariables(services, { DFE_SIGN_IN_ISSUER_URL: provider.issuer });
    const begun = await dfeSignIn.begin(new Request("http://localhost:3000/auth/dfe"));
    const { searchParams } = locationOf(begun);
    const state = searchParams.get("state") ?? "";
    provider.forge(forgery, searchParams.get("nonce") ?? "");
    return dfeSignIn.complete(
      new Request(`http://localhost:3000/auth/dfe/callback?code=code&state=${state}`, {
        headers: { Cookie: cookieHeader(begun) },
      }),
    );
  });

const minute = 60;
const now = () => Math.floor(Date.now() / 1000);

test("an honest answer is a proof, its address in normal form", async ({ signIn }) => {
  const userInfo = { email: " Priya.Nair@EDUCATION.gov.uk", given_name: "Priya", email_verified: true };

  expect(await signIn({ userInfo })).toMatchObject({
    identity: {
      sub: "dsi-priya",
      email: "priya.nair@education.gov.uk",
      emailVerified: true,
      givenName: "Priya",
      familyName: undefined,
    },
    returnTo: "/",
  });
});

test("the address is userinfo's, not the ID token's", async ({ signIn }) => {
  const { identity } = await signIn({ claims: { email: "eve@education.gov.uk" } });

  expect(identity.email).toBe("priya.nair@education.gov.uk");
});

test.for<[string, () => Forgery]>([
  ["signed with another key", () => ({ foreignKey: true })],
  ["of another issuer", () => ({ claims: { iss: "https://evil.example" } })],
  ["for another audience", () => ({ claims: { aud: "another" } })],
  ["that has expired", () => ({ claims: { exp: now() - minute } })],
  ["that is not valid yet", () => ({ claims: { nbf: now() + minute } })],
  ["without an expiry", () => ({ without: ["exp"] })],
  ["without a subject", () => ({ without: ["sub"] })],
  ["with another nonce", () => ({ claims: { nonce: "another" } })],
  ["without a nonce", () => ({ without: ["nonce"] })],
  ["without an issuer", () => ({ without: ["iss"] })],
  ["without an audience", () => ({ without: ["aud"] })],
])("an ID token %s is refused", async ([, forge], { signIn }) => {
  await expect(signIn(forge())).rejects.toMatchObject({ name: "SignInError", reason: "failed" });
});

test.for<[string, Forgery]>([
  ["another person", { userInfo: { sub: "dsi-eve" } }],
  ["nobody", { userInfo: { sub: undefined } }],
  ["an error", { userInfoStatus: 500 }],
])("userinfo that speaks of %s is refused", async ([, forgery], { signIn }) => {
  await expect(signIn(forgery)).rejects.toMatchObject({ name: "SignInError", reason: "failed" });
});
