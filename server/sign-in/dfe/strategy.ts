import { createHmac } from "node:crypto";
import { OAuth2Strategy } from "remix-auth-oauth2";
import type { Environment } from "../../environment.ts";
import type { Identity } from "../match.ts";
import { mustAskAgain } from "./cookies/ask-again.ts";
import { cookieKind } from "./cookies/cookie-kind.ts";
import { identityFrom, readUserInfo, verifyIdToken } from "./identity.ts";
import type { Provider } from "./provider.ts";
import { requestTokens } from "./tokens.ts";

/** Who signed in, and the ID token, which is needed to end their session at DfE Sign-in. */
export type Proof = { identity: Identity; idToken: string };

/** The path to which DfE Sign-in redirects people after they have signed in there. */
const callbackPath = "/auth/dfe/callback";

/** What the names of the cookies with the state of a sign-in begin with; the library adds a colon and an id. */
export const stateCookieName = (publicUrl: string) => `${cookieKind(publicUrl).prefix}dfe-sign-in`;

/** The longest time from beginning a sign-in to completing it, in seconds. Some people first create an account. */
export const signInDuration = 60 * 60;

/** Derives the nonce of a sign-in from its state, so that no cookie has to store it. */
function nonceFor(state: string, secret: string): string {
  return createHmac("sha256", secret).update(`nonce:${state}`).digest("base64url");
}

class DfeSignInStrategy extends OAuth2Strategy<Proof> {
  readonly environment: Environment;
  readonly timeout: number;

  constructor(
    environment: Environment,
    timeout: number,
    ...base: ConstructorParameters<typeof OAuth2Strategy<Proof>>
  ) {
    super(...base);
    this.environment = environment;
    this.timeout = timeout;
  }

  protected override validateAuthorizationCode(code: string, codeVerifier: string) {
    const { clientId: id, clientSecret, tokenEndpoint, redirectURI } = this.options;
    const client = { id, secret: clientSecret ?? "", endpoint: String(tokenEndpoint), timeout: this.timeout };
    return requestTokens(client, {
      code,
      code_verifier: codeVerifier,
      redirect_uri: String(redirectURI),
    });
  }

  protected override authorizationParams(params: URLSearchParams, request: Request): URLSearchParams {
    const { PUBLIC_URL, SESSION_SECRET, DFE_SIGN_IN_MAX_AGE } = this.environment;
    params.set("nonce", nonceFor(params.get("state") ?? "", SESSION_SECRET));
    if (DFE_SIGN_IN_MAX_AGE !== undefined) params.set("max_age", String(DFE_SIGN_IN_MAX_AGE));
    if (mustAskAgain(PUBLIC_URL, request)) params.set("prompt", "login");
    return params;
  }
}

/**
 * Creates the remix-auth strategy for DfE Sign-in. Its base class checks the state and PKCE. This class verifies the ID
 * token, and that the userinfo response is about the same person (specification, section 6).
 *
 * @param timeout the time-out of each request to DfE Sign-in, in milliseconds
 */
export function createStrategy(
  environment: Environment,
  provider: Provider,
  timeout: number,
): OAuth2Strategy<Proof> {
  const { SESSION_SECRET, DFE_SIGN_IN_CLIENT_ID: clientId, DFE_SIGN_IN_ID_CLAIM } = environment;
  const options = optionsFor(environment, provider);
  return new DfeSignInStrategy(environment, timeout, options, async ({ request, tokens }) => {
    const idToken = tokens.idToken();
    const nonce = nonceFor(new URL(request.url).searchParams.get("state") ?? "", SESSION_SECRET);
    const claims = await verifyIdToken(idToken, provider, {
      clientId,
      nonce,
      maxAge: environment.DFE_SIGN_IN_MAX_AGE,
    });
    const userInfo = await readUserInfo(provider, tokens.accessToken(), timeout);
    return { identity: identityFrom(claims, userInfo, DFE_SIGN_IN_ID_CLAIM), idToken };
  });
}

function optionsFor(environment: Environment, provider: Provider): OAuth2Strategy.ConstructorOptions {
  const { PUBLIC_URL, DFE_SIGN_IN_CLIENT_ID, DFE_SIGN_IN_CLIENT_SECRET } = environment;
  const { path, secure } = cookieKind(PUBLIC_URL).attributes;
  return {
    cookie: {
      name: stateCookieName(PUBLIC_URL),
      ...(secure && { secure }), // the library writes the attribute if the option is there, even if it is false
      sameSite: "Lax",
      path,
      maxAge: signInDuration,
    },
    clientId: DFE_SIGN_IN_CLIENT_ID,
    clientSecret: DFE_SIGN_IN_CLIENT_SECRET,
    authorizationEndpoint: provider.authorization_endpoint,
    tokenEndpoint: provider.token_endpoint,
    redirectURI: `${PUBLIC_URL}${callbackPath}`,
    scopes: ["openid", "profile", "email"],
  };
}
