import type { Interaction, Provider } from "oidc-provider";

/**
 * Makes the person's session there one of another account before the sign-in goes on. oidc-provider itself would end the
 * session on a page of its own first, which needs a click or JavaScript.
 */
export async function switchAccount(
  provider: Provider,
  interaction: Interaction,
  accountId: string,
): Promise<void> {
  const signedIn = interaction.session;
  if (signedIn === undefined || signedIn.accountId === accountId) return;
  const session = await provider.Session.findByUid(signedIn.uid);
  if (session === undefined) return;
  session.loginAccount({ accountId });
  session.authorizations = undefined;
  await session.persist();
  signedIn.accountId = accountId;
  await interaction.persist();
}
