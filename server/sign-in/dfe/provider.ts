import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { z } from "zod";

/** The time-out of each request to DfE Sign-in, in milliseconds. */
export const providerTimeout = 10_000;

/**
 * DfE Sign-in does not respond, not in time, or not as it should. `isUnavailable` recognises the error by its code, and
 * the page is 503.
 */
export class SignInUnavailable extends Error {
  override name = "SignInUnavailable";
  readonly code = "SIGN_IN_UNAVAILABLE";
}

/**
 * Requests JSON from DfE Sign-in.
 *
 * @param what what is requested, in words for the log
 * @param timeout in milliseconds
 * @throws {SignInUnavailable} if there is no successful response in time, or it is a redirect or not JSON
 */
export async function requestJson(
  what: string,
  address: string,
  timeout: number,
  headers: Record<string, string> = {},
): Promise<unknown> {
  try {
    const response = await fetch(address, {
      headers,
      redirect: "error", // another address could be anybody's
      signal: AbortSignal.timeout(timeout),
    });
    if (!response.ok) throw new Error(`It answered ${response.status}`);
    return await response.json();
  } catch (cause) {
    throw new SignInUnavailable(`DfE Sign-in's ${what} cannot be read`, { cause });
  }
}

const metadataSchema = z.object({
  issuer: z.url(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  userinfo_endpoint: z.url(),
  jwks_uri: z.url(),
  end_session_endpoint: z.url(),
});

/** DfE Sign-in's discovery document, and a function that finds its public keys. */
export type Provider = z.infer<typeof metadataSchema> & { keys: JWTVerifyGetKey };

/**
 * Returns a function that reads the discovery document at the first call and then returns the same one. If reading
 * fails, the next call tries again.
 *
 * @param issuerUrl the value of `DFE_SIGN_IN_ISSUER_URL`
 * @param timeout in milliseconds
 */
export function createDiscovery(issuerUrl: string, timeout: number): () => Promise<Provider> {
  let provider: Promise<Provider> | undefined;
  return () => {
    provider ??= discover(issuerUrl, timeout).catch((error: unknown) => {
      provider = undefined;
      throw error;
    });
    return provider;
  };
}

async function discover(issuerUrl: string, timeout: number): Promise<Provider> {
  const address = `${issuerUrl.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const { data: metadata, error: cause } = metadataSchema.safeParse(
    await requestJson("discovery", address, timeout),
  );
  if (!metadata) throw new SignInUnavailable("The discovery document is not whole", { cause });
  // Compared as URLs, because DfE Sign-in writes its issuer with the default port, `:443`.
  if (new URL(metadata.issuer).href !== new URL(issuerUrl).href) {
    throw new SignInUnavailable("The discovery document is of another issuer");
  }
  if (!Object.values(metadata).every((address) => isAsSafe(address, issuerUrl))) {
    throw new SignInUnavailable("The discovery document has an address without https");
  }
  return { ...metadata, keys: readKeys(metadata.jwks_uri, timeout) };
}

/**
 * Whether an address of an issuer has https, or like the issuer on a developer's machine http. Otherwise codes and our
 * secret could go out without TLS, or a link of ours could be a script (specification, section 6).
 */
export function isAsSafe(address: string, issuerUrl: string): boolean {
  return ["https:", new URL(issuerUrl).protocol].includes(new URL(address).protocol);
}

/**
 * Returns a function that finds the issuer's public keys. The issuer may change them at any time, so a token with an
 * unknown key makes the function request all keys again at once.
 */
function readKeys(address: string, timeout: number): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(address), { timeoutDuration: timeout, cooldownDuration: 0 });
  return (header, token) =>
    keys(header, token).catch((error: unknown) => {
      const isAboutToken = error instanceof errors.JOSEError && error.code !== "ERR_JOSE_GENERIC";
      if (isAboutToken && !(error instanceof errors.JWKSTimeout)) throw error;
      throw new SignInUnavailable("DfE Sign-in's keys cannot be read", { cause: error });
    });
}
