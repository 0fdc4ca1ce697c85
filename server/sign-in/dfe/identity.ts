import { jwtVerify } from "jose";
import { z } from "zod";
import { normaliseEmail } from "../../people/email.ts";
import type { Identity } from "../match.ts";
import { type Provider, requestJson } from "./provider.ts";

/** The accepted signature algorithms. All are asymmetric: none uses a secret that both sides know. */
const algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

const userInfoSchema = z.object({
  sub: z.string(),
  email: z.string().nullish(),
  email_verified: z.boolean().nullish(),
  given_name: z.string().nullish(),
  family_name: z.string().nullish(),
});

/**
 * Verifies an ID token: its signature, issuer, audience, expiry and nonce.
 *
 * @returns the token's subject (`sub`), the person's id at DfE Sign-in
 */
export async function verifyIdToken(
  idToken: string,
  provider: Provider,
  clientId: string,
  nonce: string,
): Promise<string> {
  const { payload } = await jwtVerify(idToken, provider.keys, {
    issuer: provider.issuer,
    audience: clientId,
    algorithms,
    requiredClaims: ["sub", "exp", "iat"],
    clockTolerance: 30,
  });
  if (payload.nonce !== nonce) throw new Error("The ID token has another nonce");
  if ((payload.azp ?? clientId) !== clientId) throw new Error("The ID token was made for another client");
  return payload.sub ?? "";
}

/** Reads the person's email address and name from DfE Sign-in. */
export async function readUserInfo(
  provider: Provider,
  accessToken: string,
  timeout: number,
): Promise<Identity> {
  const headers = { Authorization: `Bearer ${accessToken}` };
  const answer = await requestJson("userinfo", provider.userinfo_endpoint, timeout, headers);
  const claims = userInfoSchema.parse(answer);
  return {
    sub: claims.sub,
    email: normaliseEmail(claims.email ?? ""),
    emailVerified: claims.email_verified ?? undefined,
    givenName: claims.given_name ?? undefined,
    familyName: claims.family_name ?? undefined,
  };
}
