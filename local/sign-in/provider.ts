import { randomBytes } from "node:crypto";
import { exportJWK, generateKeyPair } from "jose";
import { type Configuration, type KoaContextWithOIDC, Provider, interactionPolicy } from "oidc-provider";
import { escapeHtml, page } from "../stand-in/page.ts";
import type { Accounts } from "./accounts.ts";
import { createAdapter } from "./adapter.ts";
import { confirmSignOut, endSessionAtOnce, signedOut } from "./end-session.ts";

/** The only client of the provider: the console. */
export type Client = { clientId: string; clientSecret: string; publicUrl: string };

const scope = "openid profile email";
const hour = 3600;

/** Creates the OpenID provider, with a new signing key. */
export async function createProvider(issuer: string, client: Client, accounts: Accounts): Promise<Provider> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: "RS256", use: "sig" };
  const provider = new Provider(issuer, {
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
  provider.use(endSessionAtOnce);
  return provider;
}

function registration({ clientId, clientSecret, publicUrl }: Client) {
  const origin = publicUrl.replace(/\/+$/, "");
  return {
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [`${origin}/auth/dfe/callback`],
    post_logout_redirect_uris: [`${origin}/`, `${origin}/sign-in`],
  };
}

function behaviour(accounts: Accounts): Configuration {
  // Like DfE Sign-in, the stand-in does not ask people for consent.
  const policy = interactionPolicy.base();
  policy.remove("consent");
  return {
    scopes: ["openid", "profile", "email"],
    claims: { profile: ["given_name", "family_name"], email: ["email", "email_verified"] },
    responseTypes: ["code"],
    pkce: { required: () => true },
    ttl: {
      ...{ AccessToken: hour, AuthorizationCode: 60, IdToken: hour, Interaction: hour },
      ...{ Grant: 12 * hour, Session: 12 * hour },
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
