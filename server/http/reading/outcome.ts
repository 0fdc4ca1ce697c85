import { isDataWithResponseInit, UNSAFE_ErrorResponseImpl as ErrorResponse } from "@remix-run/router";
import type { PageLoader, RouteArgs } from "./page-build.ts";

/** What a page shows: its loader's data, or an error. A thrown response, such as 404, is an `ErrorResponse`. */
export type Outcome =
  { status: number; data: unknown } | { status: number; error: unknown; headers?: Headers };

/**
 * Runs the loader of a page, if it has one.
 *
 * @returns what the page shows; or the response to send, which is a redirect
 */
export async function load(loader: PageLoader | undefined, args: RouteArgs): Promise<Outcome | Response> {
  try {
    const result: unknown = await loader?.(args);
    if (result instanceof Response) return result;
    if (!isDataWithResponseInit(result)) return { status: 200, data: result };
    return { status: result.init?.status ?? 200, data: result.data };
  } catch (error) {
    if (!(error instanceof Response)) return { status: 500, error };
    if (error.headers.has("Location")) return error;
    const { status, statusText, headers } = error;
    return { status, headers, error: new ErrorResponse(status, statusText, await error.text()) };
  }
}

/** The outcome of a request that was refused before any loader ran. */
export function refusedWith(status: number): Outcome {
  return { status, error: new ErrorResponse(status, "", null) };
}
