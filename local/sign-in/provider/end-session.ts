import type { KoaContextWithOIDC } from "oidc-provider";
import { page } from "../../stand-in/page.ts";

/**
 * Renders the page of a sign-out. Like DfE Sign-in's, it submits itself by a script, and without JavaScript its button
 * does nothing: people stay there, signed in.
 */
export function confirmSignOut(ctx: KoaContextWithOIDC, form: string): void {
  ctx.type = "html";
  ctx.body = page(
    "DfE Sign-in",
    "You are about to sign out",
    `${form}
<p>Without JavaScript you stay signed in to DfE Sign-in.</p>
<p><button class="main" type="button" onclick="logout()">Yes</button></p>
<script>
function logout() {
  const form = document.forms[0];
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name: "logout", value: "yes" });
  form.append(input);
  form.submit();
}
logout();
</script>`,
  );
}

/** Renders the page after a sign-out whose request contains no URL to return to. */
export function signedOut(ctx: KoaContextWithOIDC): void {
  ctx.type = "html";
  ctx.body = page("DfE Sign-in", "You have signed out", "");
}
