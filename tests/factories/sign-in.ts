import { DfeSignIn } from "../../server/sign-in/dfe/dfe-sign-in.ts";
import { openCookieJar } from "./cookies.ts";
import { startProvider } from "./provider.ts";
import { withVariables } from "./resources.ts";
import { test as withWeb, type Web } from "./web.ts";

/** vitest's `test` with a `provider` that lies as it is told, and a `browser` of a console that signs in with it. */
export const test = withWeb
  .extend("provider", async ({}, { onCleanup }) => {
    const provider = await startProvider();
    onCleanup(provider.close);
    return provider;
  })
  .extend("signInResources", ({ resources, provider }) => {
    const configured = withVariables(resources, { DFE_SIGN_IN_ISSUER_URL: provider.url });
    return { ...configured, dfeSignIn: new DfeSignIn(configured.environment, 500) };
  })
  .extend("browser", async ({ serve, signInResources }) => openBrowser(await serve(signInResources)));

export type Browser = ReturnType<typeof openBrowser>;

/** Keeps cookies; `begin` follows the link on the sign-in page, `finish` comes back from DfE Sign-in. */
export function openBrowser(web: Web) {
  const jar = openCookieJar();
  async function visit(path: string, form?: Record<string, string>): Promise<Response> {
    const response = await web.visit(path, { headers: { Cookie: jar.header() }, ...(form && { form }) });
    jar.keep(response);
    return response;
  }
  async function begin(path = "/auth/dfe") {
    const response = await visit(path);
    const query = new URL(response.headers.get("Location") ?? "http://nowhere").searchParams;
    return { response, query, state: query.get("state") ?? "", code: query.get("nonce") ?? "" };
  }
  const finish = (answer: Record<string, string>) =>
    visit(`/auth/dfe/callback?${new URLSearchParams(answer).toString()}`);
  async function signIn(path?: string): Promise<Response> {
    const { state, code } = await begin(path);
    return finish({ state, code });
  }
  return { cookies: jar.cookies, visit, begin, finish, signIn };
}

/** Where a redirect leads. */
export const locationOf = (response: Response) => response.headers.get("Location");
