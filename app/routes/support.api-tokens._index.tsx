import { useLoaderData } from "@remix-run/react";
import { TokenList } from "../components/api-tokens/token-list";
import { Button } from "../components/govuk/button";
import { Page } from "../components/page";
import { PageLinks } from "../components/page-links";
import { pageOf, type TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";
import { paths } from "../paths";
import { checkPage, requestedPage } from "../request.server";

/** Loads one page of the API tokens that are not revoked. */
export const loader = withSupport(async ({ api, server, request }) => {
  const tokens = await api.apiTokens.list({ page: requestedPage(request) });
  checkPage(request, tokens);
  return { tokens, banner: await server.takeBanner() };
});

export const handle: TitleHandle<typeof loader> = {
  title: ({ tokens }) => [`API tokens${pageOf(tokens)}`],
};

export default function ApiTokens() {
  const { tokens, banner } = useLoaderData<typeof loader>();
  return (
    <Page heading="API tokens" back={paths.activity()} banner={banner}>
      <Button text="Make a token" href={paths.newApiToken} />
      <TokenList tokens={tokens.items} />
      <PageLinks page={tokens.page} pageCount={tokens.pageCount} />
    </Page>
  );
}
