import { failedParameter, timedOutParameter } from "../server/sign-in/query-parameters";
import { canReturnTo } from "../server/sign-in/return-path";
import { paths } from "./paths";

/** The sign-in page, for a request that needs a session. It leads back to the requested page. */
export function signInPath(request: Request): string {
  const { pathname, search } = new URL(request.url);
  const requested = pathname + search;
  return paths.signIn({
    ...(canReturnTo(requested) && { returnTo: requested }),
    // A posted form means that the session ended while somebody typed.
    ...(request.method === "POST" && { [timedOutParameter]: "yes" }),
  });
}

/** The sign-in page after a sign-in that failed. It says so, unless the person cancelled. */
export function retryPath(error: Error): string {
  const isCancelled = "reason" in error && error.reason === "cancelled";
  return paths.signIn(isCancelled ? {} : { [failedParameter]: "yes" });
}

/** What the sign-in page shows: where its button leads, and whether the last attempt failed. */
export function readSignInRequest(request: Request): { href: string; hasFailed: boolean } {
  const query = new URL(request.url).searchParams;
  const kept: Record<string, string> = {};
  for (const name of ["returnTo", timedOutParameter]) {
    const value = query.get(name);
    if (value !== null) kept[name] = value;
  }
  return { href: paths.beginSignIn(kept), hasFailed: query.has(failedParameter) };
}
