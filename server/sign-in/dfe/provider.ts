import { once } from "node:events";
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { z } from "zod";

/** The longest time that DfE Sign-in may take to answer a request, in milliseconds. */
export const providerTimeout = 10_000;

/** DfE Sign-in does not answer, or not in time. The page is 503, by the error's code. */
export class SignInUnavailable extends Error {
  override name = "SignInUnavailable";
  readonly code = "SIGN_IN_UNAVAILABLE";
}

/**
 * Gets JSON from DfE Sign-in.
 *
 * @param what the name of what is requested, for the log
 * @throws {SignInUnavailable} if it does not answer in time, or not with JSON
 */
export async function requestJson(
  what: string,
  address: string,
  timeout: number,
  headers: Record<string, string> = {},
): Promise<unknown> {
  try {
    const response = await fetch(address, { headers, signal: AbortSignal.timeout(timeout) });
    if (!response.ok) throw new Error(`It answered ${response.status}`);
    return await response.json();
  } catch (cause) {
    throw new SignInUnavailable(`DfE Sign-in's ${what} cannot be read`, { cause });
  }
}

/**
 * Limits the time of a library's request to DfE Sign-in that has no time-out of its own.
 *
 * @throws {SignInUnavailable} if it takes longer than `timeout` milliseconds
 */
export function withinTime<Answer>(answer: Promise<Answer>, timeout: number): Promise<Answer> {
  const late = once(AbortSignal.timeout(timeout), "abort").then((): never => {
    throw new SignInUnavailable("DfE Sign-in takes too long");
  });
  late.catch(() => undefined); // after the answer, nothing waits for this
  return Promise.race([answer, late]);
}

const metadataSchema = z.object({
  issuer: z.url(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  userinfo_endpoint: z.url(),
  jwks_uri: z.url(),
  end_session_endpoint: z.url(),
});

/** DfE Sign-in's discovery document, and its keys. */
export type Provider = z.infer<typeof metadataSchema> & { keys: JWTVerifyGetKey };

/**
 * Reads the discovery document at the first call, and keeps it unless that fails.
 *
 * @param issuerUrl `DFE_SIGN_IN_ISSUER_URL`
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
  // Compared as URLs, because DfE Sign-in's issuer contains `:443`.
  if (new URL(metadata.issuer).href !== new URL(issuerUrl).href) {
    throw new SignInUnavailable("The discovery document is of another issuer");
  }
  return { ...metadata, keys: readKeys(metadata.jwks_uri, timeout) };
}

/** The issuer's keys. They may change at any time, so an unknown one is requested at once. */
function readKeys(address: string, timeout: number): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(address), { timeoutDuration: timeout, cooldownDuration: 0 });
  return (header, token) =>
    keys(header, token).catch((error: unknown) => {
      const isAboutToken = error instanceof errors.JOSEError && error.code !== "ERR_JOSE_GENERIC";
      if (isAboutToken && !(error instanceof errors.JWKSTimeout)) throw error;
      throw new SignInUnavailable("DfE Sign-in's keys cannot be read", { cause: error });
    });
}
