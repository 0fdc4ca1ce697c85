import { createRemoteJWKSet } from "jose";
import { z } from "zod";

const metadataSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  userinfo_endpoint: z.url(),
  jwks_uri: z.url(),
  end_session_endpoint: z.url(),
});

/** What DfE Sign-in publishes about itself, and its keys. */
export type Provider = z.infer<typeof metadataSchema> & { keys: ReturnType<typeof createRemoteJWKSet> };

/** No request to DfE Sign-in waits longer than this, in milliseconds. */
export const providerTimeout = 10_000;

/**
 * Reads the provider's discovery document when it is first needed, and keeps it; a failed attempt is not kept.
 *
 * @param issuerUrl `DFE_SIGN_IN_ISSUER_URL`
 */
export function createDiscovery(issuerUrl: string): () => Promise<Provider> {
  let provider: Promise<Provider> | undefined;
  return () => {
    provider ??= discover(issuerUrl).catch((error: unknown) => {
      provider = undefined;
      throw error;
    });
    return provider;
  };
}

async function discover(issuerUrl: string): Promise<Provider> {
  const address = `${issuerUrl.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(providerTimeout) });
  if (!response.ok) throw new Error(`DfE Sign-in answered its discovery address with ${response.status}`);
  const metadata = metadataSchema.parse(await response.json());
  const keys = createRemoteJWKSet(new URL(metadata.jwks_uri), { timeoutDuration: providerTimeout });
  return { ...metadata, keys };
}
