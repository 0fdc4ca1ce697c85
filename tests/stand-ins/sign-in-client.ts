import { createHash, randomBytes } from "node:crypto";
import { startSignIn } from "../../local/sign-in/start-sign-in.ts";
import { locationOf, openBrowser } from "./sign-in-browser.ts";

export const publicUrl = "http://localhost:9";
export const callback = `${publicUrl}/auth/dfe/callback`;
export const clientId = "console";
export const priya = {
  sub: "priya",
  email: "priya.nair@education.gov.uk",
  givenName: "Priya",
  familyName: "Nair <i>",
};

export type Tokens = { access_token: string; id_token: string };
type Endpoint = "authorization" | "token" | "userinfo" | "end_session";
type Metadata = Record<"issuer" | "jwks_uri" | `${Endpoint}_endpoint`, string>;

const clientSecret = "a-secret";

/** Starts the sign-in stand-in, and makes the requests that the console makes. */
export async function startTestClient() {
  const people = [{ title: "Support users", people: [priya] }];
  const { url, stop } = await startSignIn({ port: 0, clientId, clientSecret, publicUrl, people });
  const discovery = await fetch(`${url}/.well-known/openid-configuration`);
  const metadata = (await discovery.json()) as Metadata;
  const begin = (extra: Record<string, string> = {}) => beginSignIn(metadata, extra);

  return {
    url,
    stop,
    metadata,
    begin,
    claims: async ({ access_token }: Tokens): Promise<unknown> => {
      const headers = { Authorization: `Bearer ${access_token}` };
      return (await fetch(metadata.userinfo_endpoint, { headers })).json();
    },
    signIn: async (form: Record<string, string>, browser = openBrowser(), how: How = {}) => {
      const { method = "basic", ...extra } = how;
      const { url, verifier } = begin(extra);
      const login = await browser.visit(url);
      const returned = locationOf(await browser.visit(login.url, form));
      const code = returned?.searchParams.get("code") ?? "";
      const response = await exchangeCode(metadata, { code, verifier, method });
      return { browser, returned, status: response.status, tokens: (await response.json()) as Tokens };
    },
  };
}

function beginSignIn(metadata: Metadata, extra: Record<string, string>) {
  const verifier = randomBytes(32).toString("base64url");
  const url = new URL(metadata.authorization_endpoint);
  url.search = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: callback,
    scope: "openid profile email",
    state: "the-state",
    nonce: "the-nonce",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...extra,
  }).toString();
  return { url: url.href, verifier };
}

/** How the client's secret is sent. */
type Method = "basic" | "post";
type How = { method?: Method; prompt?: "login" };
type Exchange = { code: string; verifier: string; method: Method };

function exchangeCode(metadata: Metadata, { code, verifier, method }: Exchange) {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  return fetch(metadata.token_endpoint, {
    method: "POST",
    headers: method === "basic" ? { Authorization: `Basic ${basic}` } : {},
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code,
      redirect_uri: callback,
      code_verifier: verifier,
      ...(method === "post" && { client_id: clientId, client_secret: clientSecret }),
    }),
  });
}
