import { type Cookie, createCookie } from "@remix-run/node";
import { timedOutParameter } from "../query-parameters.ts";
import { returnPath } from "../return-path.ts";
import { signInDuration } from "./strategy.ts";

/** The page to show after a sign-in, and whether it has a form that was posted after the time-out. */
export type Destination = { path: string; isAfterTimeout: boolean };

/** Keeps the destination of each sign-in in a cookie of its own, so that two tabs keep theirs. */
export class Destinations {
  readonly #publicUrl: string;

  constructor(publicUrl: string) {
    this.#publicUrl = publicUrl;
  }

  /** @returns the `Set-Cookie` header that keeps the destination in a request's query */
  async keep(state: string, request: Request): Promise<string> {
    const query = new URL(request.url).searchParams;
    const path = returnPath(query.get("returnTo"), this.#publicUrl);
    const destination: Destination = { path, isAfterTimeout: query.has(timedOutParameter) };
    return this.#cookie(state).serialize(destination);
  }

  /** Reads the destination that was kept, and trusts nothing in the cookie. */
  async read(state: string, request: Request): Promise<Destination> {
    const kept: unknown = await this.#cookie(state).parse(request.headers.get("Cookie"));
    const { path, isAfterTimeout } = (kept ?? {}) as { [Name in keyof Destination]?: unknown };
    return { path: returnPath(path, this.#publicUrl), isAfterTimeout: isAfterTimeout === true };
  }

  /** @returns the `Set-Cookie` header that removes the cookie */
  async clear(state: string): Promise<string> {
    return this.#cookie(state).serialize("", { maxAge: 0 });
  }

  #cookie(state: string): Cookie {
    return createCookie(`return-to-${state.replace(/[^\w-]/g, "").slice(0, 16)}`, {
      path: "/auth/dfe",
      httpOnly: true,
      sameSite: "lax",
      secure: this.#publicUrl.startsWith("https:"),
      maxAge: signInDuration,
    });
  }
}
