import type { KoaContextWithOIDC } from "oidc-provider";
import { page } from "../stand-in/page.ts";

/**
 * Middleware that, like DfE Sign-in, ends the single sign-on session at once if the sign-out request contains the
 * person's ID token. oidc-provider itself shows a page first, which needs a click or JavaScript.
 */
export async function endSessionAtOnce(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next();
  // `ctx.oidc` is undefined on paths that the provider does not handle.
  const oidc = ctx.oidc as KoaContextWithOIDC["oidc"] | undefined;
  if (oidc?.route !== "end_session" || ctx.status !== 200 || !oidc.entities.IdTokenHint) return;
  await oidc.session?.destroy();
  oidc.cookies.set(oidc.provider.cookieName("session"), null, { overwrite: true });
  ctx.body = null;
  ctx.status = 303;
  ctx.redirect(returnAddress(oidc));
}

function returnAddress(oidc: KoaContextWithOIDC["oidc"]): string {
  const { post_logout_redirect_uri: target, state } = oidc.params ?? {};
  if (typeof target !== "string") return oidc.urlFor("end_session_success");
  const address = new URL(target);
  if (typeof state === "string") address.searchParams.set("state", state);
  return address.href;
}

/** Renders the page that asks for confirmation if a sign-out request contains no ID token. */
export function confirmSignOut(ctx: KoaContextWithOIDC, form: string): void {
  ctx.type = "html";
  ctx.body = page(
    "DfE Sign-in",
    "Do you want to sign out?",
    `${form}
<button class="main" type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>`,
  );
}

/** Renders the page after a sign-out whose request contains no URL to return to. */
export function signedOut(ctx: KoaContextWithOIDC): void {
  ctx.type = "html";
  ctx.body = page("DfE Sign-in", "You have signed out", "");
}
