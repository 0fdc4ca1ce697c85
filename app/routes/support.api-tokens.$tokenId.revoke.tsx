import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { endOf, lastUseOf, makerOf, scopesOf } from "../components/api-tokens/token-words";
import { Button } from "../components/govuk/button";
import { SummaryList } from "../components/govuk/summary-list";
import { WarningText } from "../components/govuk/warning-text";
import { Page } from "../components/page";
import { TextLink } from "../components/prose";
import type { TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";
import { paths } from "../paths";
import { errorCodeOf } from "../refusals.server";
import { uuidParam } from "../request.server";

/** Loads the page that asks for confirmation before a token is revoked. */
export const loader = withSupport(({ api, params }) =>
  api.apiTokens.get({ tokenId: uuidParam(params, "tokenId") }),
);

const banner = { type: "success", text: "Token revoked" } as const;

/** Revokes a token. The response is the same if it has been revoked already. */
export const action = withSupport(async ({ server, params }) => {
  const tokenId = uuidParam(params, "tokenId");
  try {
    await (await server.api({ banner })).apiTokens.revoke({ tokenId });
  } catch (error) {
    if (errorCodeOf(error) !== "NOT_FOUND") throw error;
    await server.leaveBanner(banner);
  }
  return redirect(paths.apiTokens);
});

const heading = "Are you sure you want to revoke this token?";

export const handle: TitleHandle<typeof loader> = { title: () => [heading] };

export default function RevokeApiToken() {
  const token = useLoaderData<typeof loader>();
  const rows = [
    ["Made by", makerOf(token)],
    ["Scope", scopesOf(token)],
    ["Ends", endOf(token)],
    ["Last used", lastUseOf(token)],
  ] as const;
  return (
    <Page heading={heading} caption={token.name} back={paths.apiTokens} width="two-thirds">
      <SummaryList rows={rows.map(([key, value]) => ({ key: { text: key }, value: { text: value } }))} />
      <WarningText text="Scripts that use this token will stop working. This cannot be undone." />
      <form method="post" noValidate>
        <div className="govuk-button-group">
          <Button text="Revoke token" classes="govuk-button--warning" preventDoubleClick />
          <TextLink href={paths.apiTokens}>Cancel</TextLink>
        </div>
      </form>
    </Page>
  );
}
