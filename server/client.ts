import { createTRPCClient, httpBatchLink, TRPCClientError, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "./router.ts";

/** How many calls one request may carry; the client sends no more together. */
export const maxCallsAtOnce = 10;

/** Every procedure, with `query` or `mutate` as its last word. */
export type SupportClient = TRPCClient<AppRouter>;

/** What a call is refused with: `data.code` says why, and `data.fieldErrors` which fields are at fault. */
export type SupportError = TRPCClientError<AppRouter>;

/**
 * A typed client of the console's procedures (specification, section 5; `docs/procedures.md` lists them). Calls that are made at the
 * same moment share a request. Everything is posted: what a call asks about is in no URL and no access log.
 *
 * @param url where the console is, such as `https://support.example.gov.uk`
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

/** Whether an error is a refusal by the console, rather than a fault of the network or of the script. */
export function isSupportError(error: unknown): error is SupportError {
  return error instanceof TRPCClientError && typeof error.data === "object" && error.data !== null;
}
