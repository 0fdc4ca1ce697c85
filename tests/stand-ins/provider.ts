import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { closeServer } from "../setup/close-server.ts";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

type Address = "discovery" | "keys" | "token" | "userinfo";

/** What a provider falsifies. A test changes this as it runs. */
export type Lies = {
  /** False claims of the ID token. */
  idToken?: Record<string, unknown>;
  /** False parts of the discovery document. */
  discovery?: Record<string, unknown>;
  userInfo?: Record<string, unknown>;
  /** Signs with a key that is not published. */
  foreignKey?: boolean;
  /** Signs with the client's secret, or not at all. */
  algorithm?: "HS256" | "none";
  /** What it says about an error. */
  description?: string;
  /** Responds with this status, never, with invalid JSON, or with a redirect to an address that tells the truth. */
  answers?: Partial<Record<Address, number | "never" | "nonsense" | "redirect">>;
};

export type TestProvider = {
  url: string;
  lies: Lies;
  rotateKey: () => Promise<void>;
  close: () => Promise<void>;
};

const moved = "?moved";

const secret = new TextEncoder().encode("the client's secret, which is as long as HS256 wants it");

/**
 * Starts an OpenID provider that a test can make send false answers. Everyone is `dsi-priya`, and a code is
 * its nonce.
 */
export async function startProvider(): Promise<TestProvider> {
  let key = await createKey();
  const foreignKey = await createKey();
  const lies: Lies = {};
  const server = createServer((request, response) => void answer(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = addressOf(request.url ?? "");
    const fault = lies.answers?.[address];
    if (fault === "never") return;
    if (fault === "redirect" && request.url?.endsWith(moved) === false) {
      response.writeHead(307, { Location: `${request.url}${moved}` }).end();
      return;
    }
    if (typeof fault === "number") response.statusCode = fault;
    const nonce = new URLSearchParams(await text(request)).get("code");
    const body = fault === "nonsense" ? "<html>" : JSON.stringify(await bodyOf(address, nonce));
    response.setHeader("Content-Type", "application/json").end(body);
  }

  async function bodyOf(address: Address, nonce: string | null): Promise<unknown> {
    if (lies.answers?.[address] === 400)
      return { error: "invalid_grant", error_description: lies.description };
    if (address === "discovery") return { ...discoveryOf(url), ...lies.discovery };
    if (address === "keys") return { keys: [key.public] };
    if (address === "userinfo") return { ...priya, ...lies.userInfo };
    const idToken = await signToken(lies, lies.foreignKey ? foreignKey : key, { iss: url, nonce });
    return { access_token: "the access token", token_type: "Bearer", id_token: idToken };
  }

  const rotateKey = async () => {
    key = await createKey();
  };
  return { url, lies, rotateKey, close: () => closeServer(server) };
}

const priya = {
  sub: "dsi-priya",
  email: "priya.nair@education.gov.uk",
  given_name: "Priya",
  family_name: "Nair",
};

type Key = Awaited<ReturnType<typeof createKey>>;

async function createKey() {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const kid = crypto.randomUUID();
  return {
    kid,
    private: privateKey,
    public: { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" },
  };
}

function signToken({ algorithm, idToken }: Lies, key: Key, claims: Record<string, unknown>): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const payload = { sub: priya.sub, aud: "console", iat: now, exp: now + 600, ...claims, ...idToken };
  if (algorithm === "none") {
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
    return Promise.resolve(`${encode({ alg: "none" })}.${encode(payload)}.`);
  }
  const token = new SignJWT(payload).setProtectedHeader({ alg: algorithm ?? "RS256", kid: key.kid });
  return token.sign(algorithm === "HS256" ? secret : key.private);
}

function addressOf(path: string): Address {
  if (path.startsWith("/.well-known/")) return "discovery";
  return path.slice(1).replace(moved, "") as Address;
}

function discoveryOf(url: string) {
  return {
    issuer: url,
    authorization_endpoint: `${url}/authorise`,
    token_endpoint: `${url}/token`,
    userinfo_endpoint: `${url}/userinfo`,
    jwks_uri: `${url}/keys`,
    end_session_endpoint: "https://end-session.example/end",
  };
}
