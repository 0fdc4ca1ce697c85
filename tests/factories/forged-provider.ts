import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";

const issuer = "https://oidc.signin.example";
const at = (path: string) => `${issuer}${path}`;

/** What the provider says, where a test does not say otherwise. */
export type Forgery = {
  /** Claims of the ID token. */
  claims?: Record<string, unknown>;
  /** Claims that the ID token lacks. */
  without?: string[];
  userInfo?: Record<string, unknown>;
  userInfoStatus?: number;
  /** Signs with a key that the provider does not publish. */
  foreignKey?: boolean;
};

/** A provider in DfE Sign-in's place that tells lies on order, for what a real one never says. */
export async function startForgedProvider() {
  const [published, foreign] = [await generateKeyPair("RS256"), await generateKeyPair("RS256")];
  const jwk = { ...(await exportJWK(published.publicKey)), kid: "1", alg: "RS256", use: "sig" };
  let forgery: Forgery = {};
  let nonce = "";
  const token = () =>
    sign(forgery.foreignKey ? foreign.privateKey : published.privateKey, idClaims(nonce, forgery));
  const server = setupServer(
    http.get(at("/.well-known/openid-configuration"), () => HttpResponse.json(metadata)),
    http.get(at("/jwks"), () => HttpResponse.json({ keys: [jwk] })),
    http.post(at("/token"), async () =>
      HttpResponse.json({
        access_token: "access",
        token_type: "Bearer",
        expires_in: 60,
        id_token: await token(),
      }),
    ),
    http.get(at("/me"), () =>
      HttpResponse.json(
        { sub: "dsi-priya", email: "priya.nair@education.gov.uk", ...forgery.userInfo },
        { status: forgery.userInfoStatus ?? 200 },
      ),
    ),
  );
  server.listen({ onUnhandledFrame: "error" });
  return {
    issuer,
    forge: (next: Forgery, expectedNonce: string) => {
      forgery = next;
      nonce = expectedNonce;
    },
    stop: () => {
      server.close();
    },
  };
}

const metadata = {
  issuer,
  authorization_endpoint: at("/auth"),
  token_endpoint: at("/token"),
  userinfo_endpoint: at("/me"),
  jwks_uri: at("/jwks"),
  end_session_endpoint: at("/session/end"),
};

function idClaims(nonce: string, { claims = {}, without = [] }: Forgery): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  const honest = { iss: issuer, aud: "console", sub: "dsi-priya", iat: now, exp: now + 60, nonce };
  const all = Object.entries({ ...honest, ...claims });
  return Object.fromEntries(all.filter(([name]) => !without.includes(name)));
}

function sign(key: CryptoKey, claims: Record<string, unknown>): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "1" }).sign(key);
}
