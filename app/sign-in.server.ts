import type { PageRequest } from "../server/http/reading/page-build";
import { failedParameter, timedOutParameter } from "../server/sign-in/query-parameters";
import { canReturnTo } from "../server/sign-in/return-path";
import { paths } from "./paths";

/** The path of the sign-in page for a request without a session. After signing in, the requested page opens. */
export function signInPath(request: PageRequest): string {
  const { pathname, search } = new URL(request.url);
  const requested = pathname + search;
  return paths.signIn({
    ...(canReturnTo(requested) && { returnTo: requested }),
    // A form is posted without a session when the session has ended since the form was opened.
    ...(request.method === "POST" && { [timedOutParameter]: "yes" }),
  });
}

/** What the sign-in page needs from its URL: the path of its button, and whether the last attempt failed. */
export function readSignInRequest(request: PageRequest): { href: string; hasFailed: boolean } {
  const query = new URL(request.url).searchParams;
  const kept: Record<string, string> = {};
  for (const name of ["returnTo", timedOutParameter]) {
    const value = query.get(name);
    if (value !== null) kept[name] = value;
  }
  return { href: paths.beginSignIn(kept), hasFailed: query.has(failedParameter) };
}
