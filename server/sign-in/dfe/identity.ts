import { jwtVerify } from "jose";
import { z } from "zod";
import { normaliseEmail } from "../../people/email.ts";
import type { Identity } from "../match.ts";
import { type Provider, requestJson } from "./provider.ts";

/** The accepted signature algorithms. All are asymmetric: none uses a secret that both sides know. */
const algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

/** How far the clocks of DfE Sign-in and of ours can differ, and how old an ID token can be, in seconds. */
const clockTolerance = 30;
const longestAge = 10 * 60;

/** Text without control characters, which no name, address or id has, and which PostgreSQL cannot store all of. */
const plainText = z.string().regex(/^[^\p{Cc}\p{Cs}]*$/u);
/** OpenID Connect Core, section 2, allows an id 255 characters. */
const personId = plainText.min(1).max(255);

const claimsSchema = z.looseObject({
  sub: personId,
  email: plainText.nullish(),
  email_verified: z.boolean().nullish(),
  given_name: plainText.nullish(),
  family_name: plainText.nullish(),
});

type Claims = z.infer<typeof claimsSchema>;

/** What an ID token must be about: our client, the sign-in with this nonce and, with `maxAge`, a recent authentication. */
type Expected = { clientId: string; nonce: string; maxAge: number | undefined };

/**
 * Verifies an ID token: its signature, issuer, audience, times and nonce (specification, section 6, The ID token).
 *
 * @param expected `maxAge`: the value of `DFE_SIGN_IN_MAX_AGE`, in seconds
 * @returns its claims
 */
export async function verifyIdToken(
  idToken: string,
  provider: Provider,
  expected: Expected,
): Promise<Claims> {
  const { clientId, nonce, maxAge } = expected;
  const { payload } = await jwtVerify(idToken, provider.keys, {
    issuer: provider.issuer,
    audience: clientId,
    algorithms,
    requiredClaims: ["sub", "exp", "iat"],
    clockTolerance,
    maxTokenAge: longestAge,
  });
  if (payload.nonce !== nonce) throw new Error("The ID token has another nonce");
  // With several audiences, `azp` must say which of them asked for the token.
  const asked = payload.azp ?? (Array.isArray(payload.aud) && payload.aud.length > 1 ? undefined : clientId);
  if (asked !== clientId) throw new Error("The ID token was made for another client");
  if (maxAge !== undefined) requireRecent(payload.auth_time, maxAge);
  return claimsSchema.parse(payload);
}

/** @param authTime when the person proved who they are to DfE Sign-in, in seconds since 1970 */
function requireRecent(authTime: unknown, maxAge: number): void {
  const age = typeof authTime === "number" ? Date.now() / 1000 - authTime : NaN;
  const isRecent = age >= -clockTolerance && age <= maxAge + clockTolerance;
  if (!isRecent) throw new Error("The person did not sign in to DfE Sign-in recently enough");
}

/** Reads the claims about the person, such as their email address and name, from DfE Sign-in. */
export async function readUserInfo(
  provider: Provider,
  accessToken: string,
  timeout: number,
): Promise<Claims> {
  const headers = { Authorization: `Bearer ${accessToken}` };
  return claimsSchema.parse(await requestJson("userinfo", provider.userinfo_endpoint, timeout, headers));
}

/**
 * Makes the identity from the claims of the ID token and of userinfo, which must be about the same person (specification,
 * section 6).
 *
 * @param idClaim the name of the claim with the person's id, the value of `DFE_SIGN_IN_ID_CLAIM`. It must be in one of
 *   the two, and the same where it is in both.
 */
export function identityFrom(idToken: Claims, userInfo: Claims, idClaim: string): Identity {
  if (normaliseId(idToken.sub) !== normaliseId(userInfo.sub)) {
    throw new Error("Userinfo speaks of another person");
  }
  const { success, data: sentSub } = personId.safeParse(idToken[idClaim] ?? userInfo[idClaim]);
  if (!success) throw new Error("DfE Sign-in does not send the claim with the id, or not as an id");
  const sub = normaliseId(sentSub);
  if (normaliseId(userInfo[idClaim] ?? sentSub) !== sub) throw new Error("Userinfo has another id");
  return {
    sub,
    sentSub,
    email: normaliseEmail(userInfo.email ?? ""),
    sentEmail: userInfo.email ?? undefined,
    emailVerified: userInfo.email_verified ?? undefined,
    givenName: userInfo.given_name ?? undefined,
    familyName: userInfo.family_name ?? undefined,
  };
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Puts a UUID into lower case, as the function `dfe_sign_in_key` of the database does. Other ids stay as they are. */
function normaliseId<Id>(id: Id): Id | string {
  return typeof id === "string" && uuid.test(id) ? id.toLowerCase() : id;
}
