import { createTRPCClient, httpBatchLink, TRPCClientError, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "./router.ts";

/** The largest number of calls in one request. The client splits more calls into several requests. */
export const maxCallsAtOnce = 10;

/** The client's type: every procedure has a method `query` or `mutate`. */
export type SupportClient = TRPCClient<AppRouter>;

/** The error of a refused call. `data.code` and `data.reason` say why, `data.fieldErrors` which fields are wrong. */
export type SupportError = TRPCClientError<AppRouter>;

/**
 * Creates a typed client for the console's procedures (specification, section 5; `docs/procedures.md` lists them).
 * Calls made at the same moment are sent in one request. Requests are POST, so that no input is in a URL or an access
 * log.
 *
 * @param url the URL of the console, such as `https://support.example.gov.uk`
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

/** Whether the error is the console's response, rather than an error of the network or the script. */
export function isSupportError(error: unknown): error is SupportError {
  return error instanceof TRPCClientError && typeof error.data === "object" && error.data !== null;
}
