import { type Cookie, createCookie } from "@remix-run/node";
import { Authenticator } from "remix-auth";
import { OAuth2RequestError } from "remix-auth-oauth2";
import type { Environment } from "../../environment.ts";
import { isUnavailable } from "../../procedures/unavailable.ts";
import { createDiscovery, type Provider, providerTimeout, SignInUnavailable } from "./provider.ts";
import { timedOutParameter } from "../parameters.ts";
import { returnPath } from "../return-path.ts";
import { createStrategy, type Proof, signInDuration, stateCookieName } from "./strategy.ts";

/** What went wrong on the way back from DfE Sign-in. */
export class SignInError extends Error {
  override name = "SignInError";
  readonly reason: "cancelled" | "failed";

  constructor(reason: "cancelled" | "failed", cause?: unknown) {
    super(`Sign-in ${reason}`, { cause });
    this.reason = reason;
  }
}

/** Where a sign-in leads: to the page that was asked for, maybe to a form that was posted after the time-out. */
export type Destination = { path: string; isAfterTimeout: boolean };

/** Signing in and out with DfE Sign-in; nothing is asked of it before it is needed. */
export class DfeSignIn {
  readonly #environment: Environment;
  readonly #discovery: () => Promise<Provider>;
  readonly #timeout: number;
  #signOutOrigin: string;

  /** @param timeout how long DfE Sign-in may take to answer, in milliseconds */
  constructor(environment: Environment, timeout = providerTimeout) {
    this.#environment = environment;
    this.#timeout = timeout;
    this.#discovery = createDiscovery(environment.DFE_SIGN_IN_ISSUER_URL, timeout);
    this.#signOutOrigin = new URL(environment.DFE_SIGN_IN_ISSUER_URL).origin;
  }

  /** Where signing out leads through, for `form-action`: the issuer's own origin until discovery has answered. */
  get signOutOrigin(): string {
    return this.#signOutOrigin;
  }

  /** Asks DfE Sign-in where things are before the first person signs in: signing out may lead to another origin. */
  async prepare(): Promise<void> {
    await this.#discover();
  }

  /** Sends the browser to DfE Sign-in, and remembers where it wanted to go. */
  async begin(request: Request): Promise<Response> {
    const authenticator = await this.#createAuthenticator();
    const response = await redirectOf(authenticator.authenticate("dfe", withoutQuery(request)));
    const state = new URL(response.headers.get("Location") ?? "").searchParams.get("state") ?? "";
    const query = new URL(request.url).searchParams;
    const wanted: Destination = {
      path: this.#returnPath(query.get("returnTo")),
      isAfterTimeout: query.has(timedOutParameter),
    };
    response.headers.append("Set-Cookie", await this.#returnCookie(state).serialize(wanted));
    return response;
  }

  /**
   * Checks what DfE Sign-in sent the browser back with.
   *
   * @returns the proof, where to go next, and headers that clear the cookies of this sign-in
   * @throws {SignInError} where the person cancelled, or the answer cannot be trusted
   */
  async complete(request: Request): Promise<Proof & { destination: Destination; headers: Headers }> {
    const state = new URL(request.url).searchParams.get("state");
    if (!state) throw new SignInError("failed", "no state"); // the strategy would begin again: a loop
    const authenticator = await this.#createAuthenticator();
    const proof = await authenticator.authenticate("dfe", request).catch(throwSignInError);
    const cookie = this.#returnCookie(state);
    const wanted = (await cookie.parse(request.headers.get("Cookie"))) as Partial<Destination> | null;
    const destination = {
      path: this.#returnPath(wanted?.path),
      isAfterTimeout: wanted?.isAfterTimeout === true,
    };
    const headers = new Headers({ "Set-Cookie": await cookie.serialize("", { maxAge: 0 }) });
    for (const name of stateCookies(request, state)) {
      headers.append("Set-Cookie", `${name}=; Path=/auth/dfe; Max-Age=0`);
    }
    return { ...proof, destination, headers };
  }

  /** The address that ends the session at DfE Sign-in and then leads back to ours. */
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
    return new Authenticator<Proof>().use(
      createStrategy(this.#environment, await this.#discover(), this.#timeout),
      "dfe",
    );
  }

  #returnPath(path: unknown): string {
    return returnPath(path, this.#environment.PUBLIC_URL);
  }

  /** One for each sign-in under way, so that two tabs keep their own destinations. */
  #returnCookie(state: string): Cookie {
    const name = `return-to-${state.replace(/[^\w-]/g, "").slice(0, 16)}`;
    const secure = this.#environment.PUBLIC_URL.startsWith("https:");
    return createCookie(name, {
      path: "/auth/dfe",
      httpOnly: true,
      sameSite: "lax",
      secure,
      maxAge: signInDuration,
    });
  }
}

/** remix-auth answers with the redirect by throwing it. */
async function redirectOf(authentication: Promise<unknown>): Promise<Response> {
  const thrown: unknown = await authentication.catch((error: unknown) => error);
  if (!(thrown instanceof Response)) throw thrown;
  return thrown;
}

function throwSignInError(error: unknown): never {
  if (isUnavailable(error)) throw error;
  const code = error instanceof OAuth2RequestError ? error.code : undefined;
  if (code === "server_error" || code === "temporarily_unavailable") {
    throw new SignInUnavailable("DfE Sign-in says that it is unavailable", { cause: error });
  }
  const isCancelled = code === "access_denied";
  throw new SignInError(isCancelled ? "cancelled" : "failed", error);
}

function withoutQuery(request: Request): Request {
  return new Request(new URL(request.url).href.split("?")[0] ?? request.url, { headers: request.headers });
}

/** The names of the strategy's cookies for this state, which it never clears itself. */
function stateCookies(request: Request, state: string): string[] {
  const cookies = (request.headers.get("Cookie") ?? "").split("; ");
  const own = cookies.filter((cookie) => cookie.startsWith(stateCookieName) && cookie.includes(state));
  return own.map((cookie) => cookie.slice(0, cookie.indexOf("=")));
}
