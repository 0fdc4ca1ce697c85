import { type JWTPayload, jwtVerify } from "jose";
import { z } from "zod";
import { normaliseEmail } from "../../people/email.ts";
import type { Identity } from "../match.ts";
import { type Provider, requestJson } from "./provider.ts";

/** The accepted signature algorithms. All are asymmetric: none uses a secret that both sides know. */
const algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

const userInfoSchema = z.looseObject({
  sub: z.string(),
  email: z.string().nullish(),
  email_verified: z.boolean().nullish(),
  given_name: z.string().nullish(),
  family_name: z.string().nullish(),
});

type UserInfo = z.infer<typeof userInfoSchema>;

/** Verifies an ID token: its signature, issuer, audience, expiry and nonce. Returns its claims. */
export async function verifyIdToken(
  idToken: string,
  provider: Provider,
  clientId: string,
  nonce: string,
): Promise<JWTPayload> {
  const { payload } = await jwtVerify(idToken, provider.keys, {
    issuer: provider.issuer,
    audience: clientId,
    algorithms,
    requiredClaims: ["sub", "exp", "iat"],
    clockTolerance: 30,
  });
  if (payload.nonce !== nonce) throw new Error("The ID token has another nonce");
  if ((payload.azp ?? clientId) !== clientId) throw new Error("The ID token was made for another client");
  return payload;
}

/** Reads the claims about the person, such as their email address and name, from DfE Sign-in. */
export async function readUserInfo(
  provider: Provider,
  accessToken: string,
  timeout: number,
): Promise<UserInfo> {
  const headers = { Authorization: `Bearer ${accessToken}` };
  return userInfoSchema.parse(await requestJson("userinfo", provider.userinfo_endpoint, timeout, headers));
}

/**
 * Makes the identity from the claims of the ID token and of userinfo, which must be about the same person (specification,
 * section 6).
 *
 * @param idClaim the name of the claim with the person's id, the value of `DFE_SIGN_IN_ID_CLAIM`. It must be in one of
 *   the two, and the same where it is in both.
 */
export function identityFrom(idToken: JWTPayload, userInfo: UserInfo, idClaim: string): Identity {
  if (normaliseId(idToken.sub) !== normaliseId(userInfo.sub)) {
    throw new Error("Userinfo speaks of another person");
  }
  const sentSub = idToken[idClaim] ?? userInfo[idClaim];
  const sub = normaliseId(sentSub);
  if (typeof sentSub !== "string" || !sub) throw new Error("DfE Sign-in does not send the claim with the id");
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
function normaliseId(id: unknown): string | undefined {
  if (typeof id !== "string") return undefined;
  return uuid.test(id) ? id.toLowerCase() : id;
}
