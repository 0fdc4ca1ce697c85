import { Authenticator } from "remix-auth";
import { OAuth2RequestError } from "remix-auth-oauth2";
import type { Environment } from "../../environment.ts";
import { isUnavailable } from "../../procedures/unavailable.ts";
import { deleteOldest, deletionOf } from "./abandoned-sign-ins.ts";
import { clearDestination, type Destination, keepDestination, readDestination } from "./destination.ts";
import { createDiscovery, type Provider, providerTimeout, SignInUnavailable } from "./provider.ts";
import { createStrategy, type Proof, stateCookieName } from "./strategy.ts";

/** The error of a sign-in that the person cancelled, or for which DfE Sign-in's response cannot be trusted. */
export class SignInError extends Error {
  override name = "SignInError";
  readonly reason: "cancelled" | "failed";

  constructor(reason: "cancelled" | "failed", cause?: unknown) {
    super(`Sign-in ${reason}`, { cause });
    this.reason = reason;
  }
}

/** Signs people in and out with DfE Sign-in. The constructor makes no request. */
export class DfeSignIn {
  readonly #environment: Environment;
  readonly #discovery: () => Promise<Provider>;
  readonly #timeout: number;
  #signOutOrigin: string;

  /** @param timeout the time-out of each request to DfE Sign-in, in milliseconds */
  constructor(environment: Environment, timeout = providerTimeout) {
    this.#environment = environment;
    this.#timeout = timeout;
    this.#discovery = createDiscovery(environment.DFE_SIGN_IN_ISSUER_URL, timeout);
    this.#signOutOrigin = new URL(environment.DFE_SIGN_IN_ISSUER_URL).origin;
  }

  /**
   * The origin of DfE Sign-in's sign-out page, which the directive `form-action` must allow. Until the discovery
   * document has been read, the issuer's origin.
   */
  get signOutOrigin(): string {
    return this.#signOutOrigin;
  }

  /** Reads the discovery document at start, because `signOutOrigin` may be wrong until then. */
  async prepare(): Promise<void> {
    await this.#discover();
  }

  /**
   * Returns a redirect to DfE Sign-in, with a cookie that stores the page to show after the sign-in. Cookies of sign-ins
   * that were abandoned before are deleted if there are too many.
   */
  async begin(request: Request): Promise<Response> {
    const authenticator = await this.#createAuthenticator();
    const response = await redirectOf(authenticator.authenticate("dfe", withoutQuery(request)));
    const state = new URL(response.headers.get("Location") ?? "").searchParams.get("state") ?? "";
    response.headers.append(
      "Set-Cookie",
      await keepDestination(this.#environment.PUBLIC_URL, state, request),
    );
    for (const deletion of deleteOldest(request, response.headers.getSetCookie())) {
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
    const state = new URL(request.url).searchParams.get("state");
    if (!state) throw new SignInError("failed", "no state"); // the strategy would redirect again, in a loop
    const authenticator = await this.#createAuthenticator();
    const proof = await authenticator.authenticate("dfe", request).catch(throwSignInError);
    const destination = await readDestination(PUBLIC_URL, state, request);
    const headers = new Headers({ "Set-Cookie": await clearDestination(PUBLIC_URL, state) });
    for (const name of stateCookies(request, state)) {
      headers.append("Set-Cookie", deletionOf(name));
    }
    return { ...proof, destination, headers };
  }

  /** Returns the URL that ends the session at DfE Sign-in and then redirects to our sign-in page. */
  async signOutUrl(idToken: string): Promise<string> {
    const url = new URL((await this.#discover()).end_session_endpoint);
    url.searchParams.set("id_token_hint", idToken);
    url.searchParams.set("post_logout_redirect_uri", `${this.#environment.PUBLIC_URL}/sign-in`);
    return url.href;
  }

  async #discover(): Promise<Provider> {
    const provider = await this.#discovery();
    this.#signOutOrigin = new URL(provider.end_session_endpoint).origin;
    return provider;
  }

  async #createAuthenticator() {
    const strategy = createStrategy(this.#environment, await this.#discover(), this.#timeout);
    return new Authenticator<Proof>().use(strategy, "dfe");
  }
}

/** Converts an error of remix-auth into a `SignInError` or `SignInUnavailable`, and throws it. */
function throwSignInError(error: unknown): never {
  if (isUnavailable(error)) throw error;
  const code = error instanceof OAuth2RequestError ? error.code : undefined;
  if (code === "server_error" || code === "temporarily_unavailable") {
    throw new SignInUnavailable("DfE Sign-in says that it is unavailable", { cause: error });
  }
  throw new SignInError(code === "access_denied" ? "cancelled" : "failed", error);
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
function stateCookies(request: Request, state: string): string[] {
  const cookies = (request.headers.get("Cookie") ?? "").split("; ");
  const own = cookies.filter((cookie) => cookie.startsWith(stateCookieName) && cookie.includes(state));
  return own.map((cookie) => cookie.slice(0, cookie.indexOf("=")));
}
