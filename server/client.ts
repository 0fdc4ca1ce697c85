import { createTRPCClient, httpBatchLink, TRPCClientError, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "./router.ts";

/** The most calls in one request. The client keeps to it. */
export const maxCallsAtOnce = 10;

/** Every procedure, with a method `query` or `mutate`. */
export type SupportClient = TRPCClient<AppRouter>;

/** The error of a refused call. `data.code` and `data.reason` say why, `data.fieldErrors` which fields are wrong. */
export type SupportError = TRPCClientError<AppRouter>;

/**
 * A typed client of the console's procedures (specification, section 5; `docs/procedures.md` lists them). Calls at the same
 * moment share a request. Every call is a POST, so that no input is in a URL or an access log.
 *
 * @param url of the console, such as `https://support.example.gov.uk`
 * @param token an API token, from `npm run api-token -- create NAME`
 */
export function createSupportClient({ url, token }: { url: string; token: string }): SupportClient {
  return createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: new URL("/api/trpc", url).href,
        methodOverride: "POST",
        maxItems: maxCallsAtOnce,
        headers: { authorization: `Bearer ${token}` },
      }),
    ],
  });
}

/** Whether the console refused the call, rather than the network or the script failing. */
export function isSupportError(error: unknown): error is SupportError {
  return error instanceof TRPCClientError && typeof error.data === "object" && error.data !== null;
}
