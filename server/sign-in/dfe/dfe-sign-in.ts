import { Authenticator } from "remix-auth";
import type { Environment } from "../../environment.ts";
import { deleteOldest } from "./cookies/abandoned-sign-ins.ts";
import { mustAskAgain, stopAsking } from "./cookies/ask-again.ts";
import { cookiesOf, deletionOf } from "./cookies/cookie-kind.ts";
import {
  clearDestination,
  type Destination,
  keepDestination,
  readDestination,
} from "./cookies/destination.ts";
import { createDiscovery, type Provider, providerTimeout } from "./provider.ts";
import { throwSignInError, throwWithoutState } from "./sign-in-error.ts";
import { createStrategy, type Proof, stateCookieName } from "./strategy.ts";

/** Signs people in and out with DfE Sign-in. The constructor makes no request. */
export class DfeSignIn {
  readonly #environment: Environment;
  readonly #discovery: () => Promise<Provider>;
  readonly #timeout: number;

  /** @param timeout the time-out of each request to DfE Sign-in, in milliseconds */
  constructor(environment: Environment, timeout = providerTimeout) {
    this.#environment = environment;
    this.#timeout = timeout;
    this.#discovery = createDiscovery(environment.DFE_SIGN_IN_ISSUER_URL, timeout);
  }

  /** Reads the discovery document at start, so that the log shows at once if DfE Sign-in cannot be reached. */
  async prepare(): Promise<void> {
    await this.#discovery();
  }

  /**
   * Returns a redirect to DfE Sign-in, with a cookie that stores the page to show after the sign-in. Cookies of sign-ins
   * that were abandoned before are deleted if there are too many. The cookie `ask-again` makes DfE Sign-in ask who the
   * person is.
   */
  async begin(request: Request): Promise<Response> {
    const { PUBLIC_URL } = this.#environment;
    const authenticator = await this.#createAuthenticator();
    const response = await redirectOf(authenticator.authenticate("dfe", withoutQuery(request)));
    const state = new URL(response.headers.get("Location") ?? "").searchParams.get("state") ?? "";
    response.headers.append("Set-Cookie", await keepDestination(PUBLIC_URL, state, request));
    for (const deletion of deleteOldest(PUBLIC_URL, request, response.headers.getSetCookie())) {
      response.headers.append("Set-Cookie", deletion);
    }
    return response;
  }

  /**
   * Checks DfE Sign-in's response, which is in the URL that the browser was redirected to.
   *
   * @returns the proof, the destination, and headers that delete the cookies of this sign-in
   * @throws {SignInError} if the person cancelled, or the response cannot be trusted
   */
  async complete(request: Request): Promise<Proof & { destination: Destination; headers: Headers }> {
    const { PUBLIC_URL } = this.#environment;
    const query = new URL(request.url).searchParams;
    const state = query.get("state");
    if (!state) throwWithoutState(query);
    const authenticator = await this.#createAuthenticator();
    const proof = await authenticator.authenticate("dfe", request).catch(throwSignInError);
    const destination = await readDestination(PUBLIC_URL, state, request);
    const headers = new Headers({ "Set-Cookie": await clearDestination(PUBLIC_URL, state) });
    for (const name of stateCookies(PUBLIC_URL, request, state)) {
      headers.append("Set-Cookie", deletionOf(name, PUBLIC_URL));
    }
    if (mustAskAgain(PUBLIC_URL, request)) headers.append("Set-Cookie", await stopAsking(PUBLIC_URL));
    return { ...proof, destination, headers };
  }

  /** Returns the URL that ends the session at DfE Sign-in and then redirects to our sign-in page. */
  async signOutUrl(idToken: string): Promise<string> {
    const url = new URL((await this.#discovery()).end_session_endpoint);
    url.searchParams.set("id_token_hint", idToken);
    url.searchParams.set("post_logout_redirect_uri", `${this.#environment.PUBLIC_URL}/sign-in`);
    return url.href;
  }

  async #createAuthenticator() {
    const strategy = createStrategy(this.#environment, await this.#discovery(), this.#timeout);
    return new Authenticator<Proof>().use(strategy, "dfe");
  }
}

/** Returns the redirect, which remix-auth throws instead of returning it. */
async function redirectOf(authentication: Promise<unknown>): Promise<Response> {
  const thrown: unknown = await authentication.catch((error: unknown) => error);
  if (!(thrown instanceof Response)) throw thrown;
  return thrown;
}

function withoutQuery(request: Request): Request {
  return new Request(new URL(request.url).href.split("?")[0] ?? request.url, { headers: request.headers });
}

/** Returns the names of the cookies that the strategy set for this state. The strategy never deletes them. */
function stateCookies(publicUrl: string, request: Request, state: string): string[] {
  const start = stateCookieName(publicUrl);
  const own = cookiesOf(request).filter((cookie) => cookie.startsWith(start) && cookie.includes(state));
  return own.map((cookie) => cookie.slice(0, cookie.indexOf("=")));
}
