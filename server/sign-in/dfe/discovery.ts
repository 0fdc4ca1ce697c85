import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { requestJson, SignInUnavailable } from "./provider-requests.ts";

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
