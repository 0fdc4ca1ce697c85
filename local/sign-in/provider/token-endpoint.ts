import type { KoaContextWithOIDC } from "oidc-provider";
import type { Accounts, Refusal } from "../accounts.ts";

const errors: Record<Refusal, { status: number; error_description: string }> = {
  /** The person was deactivated. Their session goes on, so the sign-in page is not shown. */
  invalid_grant: { status: 400, error_description: "grant request is invalid" },
  /** The client is registered for another authentication method. */
  invalid_client: { status: 401, error_description: "client authentication failed" },
};

/**
 * Returns middleware for the token endpoint: it refuses clients that do not use the registered `client_secret_basic`,
 * which oidc-provider does not, and the codes of people whose account says so.
 */
export function guardTokenEndpoint(accounts: Accounts) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    if (ctx.path === "/token" && !/^basic /i.test(ctx.get("Authorization"))) {
      refuse(ctx, "invalid_client");
      return;
    }
    await next();
    // `ctx.oidc` is undefined on paths that the provider does not handle.
    const oidc = ctx.oidc as KoaContextWithOIDC["oidc"] | undefined;
    if (oidc?.route !== "token") return;
    const refusal = accounts.refusalOf(oidc.entities.Account?.accountId ?? "");
    if (refusal !== undefined) refuse(ctx, refusal);
  };
}

function refuse(ctx: KoaContextWithOIDC, error: Refusal): void {
  const { status, error_description } = errors[error];
  ctx.status = status;
  ctx.body = { error, error_description };
}
