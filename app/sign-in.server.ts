import { canReturnTo } from "../server/sign-in/return-path";
import { failedParameter, timedOutParameter } from "../server/sign-in/query-parameters";

/** Where somebody signs in who is needed to be for this request, and comes back from to the same page. */
export function signInPath(request: Request): string {
  const { pathname, search } = new URL(request.url);
  const query = new URLSearchParams(canReturnTo(pathname + search) ? { returnTo: pathname + search } : {});
  // Whoever posts a form has been signed in: what they typed is gone with their session.
  if (request.method === "POST") query.set(timedOutParameter, "yes");
  return `/sign-in?${query.toString()}`;
}

/** Where somebody goes whose sign-in came to nothing: it says so, unless they cancelled it themselves. */
export function retryPath(error: Error): string {
  const isCancelled = "reason" in error && error.reason === "cancelled";
  return isCancelled ? "/sign-in" : `/sign-in?${failedParameter}=yes`;
}

/** What the sign-in page makes of its address: where its button leads, and whether the last attempt went wrong. */
export function readSignInRequest(request: Request): { href: string; hasFailed: boolean } {
  const asked = new URL(request.url).searchParams;
  const query = new URLSearchParams();
  for (const name of ["returnTo", timedOutParameter]) {
    const value = asked.get(name);
    if (value !== null) query.set(name, value);
  }
  const suffix = query.size > 0 ? `?${query.toString()}` : "";
  return { href: `/auth/dfe${suffix}`, hasFailed: asked.has(failedParameter) };
}
