import { createHmac } from "node:crypto";
import { jwtVerify } from "jose";
import { OAuth2Strategy } from "remix-auth-oauth2";
import { z } from "zod";
import type { Environment } from "../environment.ts";
import { normaliseEmail } from "../people/email.ts";
import type { Identity } from "./match.ts";
import { type Provider, providerTimeout } from "./provider.ts";

/** Who signed in, and the ID token that ends their session at DfE Sign-in. */
export type Proof = { identity: Identity; idToken: string };

/** Where DfE Sign-in sends people back to. */
export const callbackPath = "/auth/dfe/callback";

export const stateCookieName = "dfe-sign-in";

const userInfoSchema = z.object({
  sub: z.string(),
  email: z.string().default(""),
  email_verified: z.boolean().optional(),
  given_name: z.string().optional(),
  family_name: z.string().optional(),
});

/** The nonce that belongs to a state: derived, so that it needs no cookie of its own. */
function nonceFor(state: string, secret: string): string {
  return createHmac("sha256", secret).update(`nonce:${state}`).digest("base64url");
}

class DfeSignInStrategy extends OAuth2Strategy<Proof> {
  readonly secret: string;

  constructor(secret: string, ...base: ConstructorParameters<typeof OAuth2Strategy<Proof>>) {
    super(...base);
    this.secret = secret;
  }

  protected override authorizationParams(params: URLSearchParams): URLSearchParams {
    params.set("nonce", nonceFor(params.get("state") ?? "", this.secret));
    return params;
  }
}

/**
 * The remix-auth strategy for DfE Sign-in. On top of state and PKCE, which its base checks, it verifies the ID token
 * (signature, issuer, audience, expiry, nonce) and that userinfo speaks of the same person (SPEC §6).
 */
export function createStrategy(environment: Environment, provider: Provider): OAuth2Strategy<Proof> {
  const { PUBLIC_URL, SESSION_SECRET, DFE_SIGN_IN_CLIENT_ID, DFE_SIGN_IN_CLIENT_SECRET } = environment;
  const options: OAuth2Strategy.ConstructorOptions = {
    cookie: {
      name: stateCookieName,
      ...(PUBLIC_URL.startsWith("https:") && { secure: true }),
      sameSite: "Lax",
      path: "/auth/dfe",
    },
    clientId: DFE_SIGN_IN_CLIENT_ID,
    clientSecret: DFE_SIGN_IN_CLIENT_SECRET,
    authorizationEndpoint: provider.authorization_endpoint,
    tokenEndpoint: provider.token_endpoint,
    redirectURI: `${PUBLIC_URL}${callbackPath}`,
    scopes: ["openid", "profile", "email"],
  };
  return new DfeSignInStrategy(SESSION_SECRET, options, async ({ request, tokens }) => {
    const idToken = tokens.idToken();
    const state = new URL(request.url).searchParams.get("state") ?? "";
    const { payload } = await jwtVerify(idToken, provider.keys, {
      issuer: provider.issuer,
      audience: DFE_SIGN_IN_CLIENT_ID,
      requiredClaims: ["sub", "exp"],
      clockTolerance: 30,
    });
    if (payload.nonce !== nonceFor(state, SESSION_SECRET)) throw new Error("The ID token has another nonce");
    const identity = await readUserInfo(provider, tokens.accessToken());
    if (identity.sub !== payload.sub) throw new Error("Userinfo speaks of another person");
    return { identity, idToken };
  });
}

async function readUserInfo(provider: Provider, accessToken: string): Promise<Identity> {
  const response = await fetch(provider.userinfo_endpoint, {
    headers: { Authorization: `Bearer ${accessToken}` },
    signal: AbortSignal.timeout(providerTimeout),
  });
  if (!response.ok) throw new Error(`DfE Sign-in answered its userinfo address with ${response.status}`);
  const claims = userInfoSchema.parse(await response.json());
  return {
    sub: claims.sub,
    email: normaliseEmail(claims.email),
    emailVerified: claims.email_verified,
    givenName: claims.given_name,
    familyName: claims.family_name,
  };
}
