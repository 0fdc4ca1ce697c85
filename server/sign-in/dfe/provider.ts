import { once } from "node:events";
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { z } from "zod";

const metadataSchema = z.object({
  issuer: z.url(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  userinfo_endpoint: z.url(),
  jwks_uri: z.url(),
  end_session_endpoint: z.url(),
});

/** What DfE Sign-in publishes about itself, and its keys. */
export type Provider = z.infer<typeof metadataSchema> & { keys: JWTVerifyGetKey };

/** No request to DfE Sign-in waits longer than this, in milliseconds. */
export const providerTimeout = 10_000;

/** DfE Sign-in does not answer, or not in time: a 503 page, told by its code. */
export class SignInUnavailable extends Error {
  override name = "SignInUnavailable";
  readonly code = "SIGN_IN_UNAVAILABLE";
}

/**
 * Reads the provider's discovery document when it is first needed, and keeps it; a failed attempt is not kept.
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
    await askProvider("discovery", address, timeout),
  );
  if (!metadata) throw new SignInUnavailable("The discovery document is not whole", { cause });
  // As addresses, not letter by letter: DfE Sign-in names itself with `:443`.
  if (new URL(metadata.issuer).href !== new URL(issuerUrl).href) {
    throw new SignInUnavailable("The discovery document is of another issuer");
  }
  return { ...metadata, keys: readKeys(metadata.jwks_uri, timeout) };
}

/** The issuer's keys; one that is not known yet is looked for at once, for keys may rotate at any time. */
function readKeys(address: string, timeout: number): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(address), { timeoutDuration: timeout, cooldownDuration: 0 });
  return (header, token) =>
    keys(header, token).catch((error: unknown) => {
      const isAboutToken = error instanceof errors.JOSEError && error.code !== "ERR_JOSE_GENERIC";
      if (isAboutToken && !(error instanceof errors.JWKSTimeout)) throw error;
      throw new SignInUnavailable("DfE Sign-in's keys cannot be read", { cause: error });
    });
}

/**
 * Gets JSON from the provider.
 *
 * @param what it is, for the log
 * @throws {SignInUnavailable} where it does not answer in time, or not with what was asked for
 */
export async function askProvider(
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
 * Waits for what DfE Sign-in answers to a library that waits for ever.
 *
 * @throws {SignInUnavailable} where it takes longer than `timeout` milliseconds
 */
export function withinTime<Answer>(answer: Promise<Answer>, timeout: number): Promise<Answer> {
  const late = once(AbortSignal.timeout(timeout), "abort").then((): never => {
    throw new SignInUnavailable("DfE Sign-in takes too long");
  });
  late.catch(() => undefined); // when the answer was first, nobody waits for this any more
  return Promise.race([answer, late]);
}
