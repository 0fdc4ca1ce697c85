import { createHmac } from "node:crypto";
import { jwtVerify } from "jose";
import { OAuth2RequestError, OAuth2Strategy, UnexpectedResponseError } from "remix-auth-oauth2";
import { z } from "zod";
import type { Environment } from "../../environment.ts";
import { normaliseEmail } from "../../people/email.ts";
import type { Identity } from "../match.ts";
import { askProvider, type Provider, SignInUnavailable, withinTime } from "./provider.ts";

/** Who signed in, and the ID token that ends their session at DfE Sign-in. */
export type Proof = { identity: Identity; idToken: string };

/** Where DfE Sign-in sends people back to. */
const callbackPath = "/auth/dfe/callback";

export const stateCookieName = "dfe-sign-in";

const userInfoSchema = z.object({
  sub: z.string(),
  email: z.string().nullish(),
  email_verified: z.boolean().nullish(),
  given_name: z.string().nullish(),
  family_name: z.string().nullish(),
});

/** Signed with a key of the issuer's, never with a secret that both sides share. */
const algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

/** How long a sign-in may take, in seconds: some people first make an account. */
export const signInDuration = 60 * 60;

/** The nonce that belongs to a state: derived, so that it needs no cookie of its own. */
function nonceFor(state: string, secret: string): string {
  return createHmac("sha256", secret).update(`nonce:${state}`).digest("base64url");
}

class DfeSignInStrategy extends OAuth2Strategy<Proof> {
  readonly secret: string;
  readonly timeout: number;

  constructor(secret: string, timeout: number, ...base: ConstructorParameters<typeof OAuth2Strategy<Proof>>) {
    super(...base);
    this.secret = secret;
    this.timeout = timeout;
  }

  /** @throws {SignInUnavailable} where the token address does not answer, or not in time */
  protected override async validateAuthorizationCode(code: string, codeVerifier: string) {
    try {
      return await withinTime(super.validateAuthorizationCode(code, codeVerifier), this.timeout);
    } catch (cause) {
      const isRefusal = cause instanceof UnexpectedResponseError && cause.status < 500;
      if (isRefusal || cause instanceof OAuth2RequestError) throw cause;
      throw new SignInUnavailable("DfE Sign-in's tokens cannot be read", { cause });
    }
  }

  protected override authorizationParams(params: URLSearchParams): URLSearchParams {
    params.set("nonce", nonceFor(params.get("state") ?? "", this.secret));
    return params;
  }
}

/**
 * The remix-auth strategy for DfE Sign-in. On top of state and PKCE, which its base checks, it verifies the ID token
 * (signature, issuer, audience, expiry, nonce) and that userinfo speaks of the same person (specification, section 6).
 */
export function createStrategy(
  environment: Environment,
  provider: Provider,
  timeout: number,
): OAuth2Strategy<Proof> {
  const { PUBLIC_URL, SESSION_SECRET, DFE_SIGN_IN_CLIENT_ID, DFE_SIGN_IN_CLIENT_SECRET } = environment;
  const options: OAuth2Strategy.ConstructorOptions = {
    cookie: {
      name: stateCookieName,
      ...(PUBLIC_URL.startsWith("https:") && { secure: true }),
      sameSite: "Lax",
      path: "/auth/dfe",
      maxAge: signInDuration,
    },
    clientId: DFE_SIGN_IN_CLIENT_ID,
    clientSecret: DFE_SIGN_IN_CLIENT_SECRET,
    authorizationEndpoint: provider.authorization_endpoint,
    tokenEndpoint: provider.token_endpoint,
    redirectURI: `${PUBLIC_URL}${callbackPath}`,
    scopes: ["openid", "profile", "email"],
  };
  return new DfeSignInStrategy(SESSION_SECRET, timeout, options, async ({ request, tokens }) => {
    const idToken = tokens.idToken();
    const state = new URL(request.url).searchParams.get("state") ?? "";
    const sub = await verifyIdToken(
      idToken,
      provider,
      DFE_SIGN_IN_CLIENT_ID,
      nonceFor(state, SESSION_SECRET),
    );
    const identity = await readUserInfo(provider, tokens.accessToken(), timeout);
    if (identity.sub !== sub) throw new Error("Userinfo speaks of another person");
    return { identity, idToken };
  });
}

/** @returns whom the token is about */
async function verifyIdToken(
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

async function readUserInfo(provider: Provider, accessToken: string, timeout: number): Promise<Identity> {
  const headers = { Authorization: `Bearer ${accessToken}` };
  const answer = await askProvider("userinfo", provider.userinfo_endpoint, timeout, headers);
  const claims = userInfoSchema.parse(answer);
  return {
    sub: claims.sub,
    email: normaliseEmail(claims.email ?? ""),
    emailVerified: claims.email_verified ?? undefined,
    givenName: claims.given_name ?? undefined,
    familyName: claims.family_name ?? undefined,
  };
}
