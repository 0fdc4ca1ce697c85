import { randomBytes } from "node:crypto";
import { exportJWK, generateKeyPair } from "jose";
import { type Configuration, type KoaContextWithOIDC, Provider, interactionPolicy } from "oidc-provider";
import { escapeHtml, page } from "../../stand-in/page.ts";
import type { Accounts } from "../accounts.ts";
import { createAdapter } from "./adapter.ts";
import { confirmSignOut, signedOut } from "./end-session.ts";
import { guardTokenEndpoint } from "./token-endpoint.ts";

/** The only client of the provider: the console. */
export type Client = { clientId: string; clientSecret: string; publicUrl: string };

const scope = "openid profile email";
const minute = 60;
const hour = 60 * minute;

/**
 * Creates the OpenID provider, with a new signing key. Like DfE Sign-in, it writes its issuer in another way than its
 * address: here with a slash at the end.
 *
 * @param url its address
 */
export async function createProvider(url: string, client: Client, accounts: Accounts): Promise<Provider> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: "RS256", use: "sig" };
  const provider = new Provider(`${url}/`, {
    ...behaviour(accounts),
    adapter: () => createAdapter(),
    clients: [registration(client)],
    jwks: { keys: [key] },
    cookies: {
      keys: [randomBytes(32).toString("base64url")],
      names: {
        session: "dfe_sign_in_stand_in",
        interaction: "dfe_sign_in_stand_in_interaction",
        resume: "dfe_sign_in_stand_in_resume",
      },
    },
  });
  provider.use(guardTokenEndpoint(accounts));
  return provider;
}

/** The address to which the console has people sent back. */
export function callbackOf(publicUrl: string): string {
  return `${publicUrl.replace(/\/+$/, "")}/auth/dfe/callback`;
}

function registration({ clientId, clientSecret, publicUrl }: Client) {
  const origin = publicUrl.replace(/\/+$/, "");
  return {
    client_id: clientId,
    client_secret: clientSecret,
    token_endpoint_auth_method: "client_secret_basic" as const,
    redirect_uris: [callbackOf(publicUrl)],
    post_logout_redirect_uris: [`${origin}/`, `${origin}/sign-in`],
  };
}

function behaviour(accounts: Accounts): Configuration {
  // Like DfE Sign-in, the stand-in does not ask people for consent.
  const policy = interactionPolicy.base();
  policy.remove("consent");
  return {
    scopes: ["openid", "profile", "email"],
    claims: { profile: ["given_name", "family_name", "dsi_user"], email: ["email", "email_verified"] },
    conformIdTokenClaims: false, // the ID token has the person's name and email address too
    responseTypes: ["code"],
    pkce: { required: () => true },
    ttl: {
      ...{ AccessToken: hour, AuthorizationCode: minute, IdToken: hour, Interaction: 30 * minute },
      ...{ Grant: hour, Session: hour },
    },
    interactions: { policy, url: (_ctx, { uid }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: confirmSignOut, postLogoutSuccessSource: signedOut },
    },
    findAccount: (_ctx, sub) => {
      const claims = accounts.find(sub);
      return claims && { accountId: sub, claims: () => claims };
    },
    loadExistingGrant: grantEverything,
    clientBasedCORS: () => false,
    renderError: (ctx, out) => {
      ctx.type = "html";
      const detail = `${out.error}: ${out.error_description ?? "no description"}`;
      ctx.body = page("DfE Sign-in", "Error", `<p>${escapeHtml(detail)}</p>`);
    },
  };
}

async function grantEverything(ctx: KoaContextWithOIDC) {
  const { client, provider, session } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const id = session.grantIdFor(client.clientId);
  const existing = id ? await provider.Grant.find(id) : undefined;
  if (existing) return existing;
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope(scope);
  await grant.save();
  return grant;
}
