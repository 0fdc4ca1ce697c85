import { OAuth2Tokens } from "arctic";
import { OAuth2RequestError, UnexpectedResponseError } from "remix-auth-oauth2";
import { z } from "zod";
import { SignInUnavailable } from "./provider.ts";

/** What the token endpoint needs: our client's id and secret, and where and how to ask. */
export type TokenClient = { id: string; secret: string; endpoint: string; timeout: number };

const refusalSchema = z.object({ error: z.string(), error_description: z.string().nullish() });

/**
 * Exchanges a code for tokens. arctic, which remix-auth-oauth2 would use, follows redirects, which would take the code to
 * another address, and has no time-out.
 *
 * @param grant the parameters of the request, such as the code
 * @throws {OAuth2RequestError} if DfE Sign-in refuses the code
 * @throws {UnexpectedResponseError} for another response with a status below 500
 * @throws {SignInUnavailable} if there is no response in time, or it is a server error, a redirect or not JSON
 */
export async function requestTokens(
  { id, secret, endpoint, timeout }: TokenClient,
  grant: Record<string, string>,
): Promise<OAuth2Tokens> {
  const credentials = [id, secret].map(encodeURIComponent).join(":"); // RFC 6749, section 2.3.1
  const { status, body } = await post(endpoint, {
    headers: { Authorization: `Basic ${btoa(credentials)}`, Accept: "application/json" },
    body: new URLSearchParams({ grant_type: "authorization_code", ...grant }),
    signal: AbortSignal.timeout(timeout),
  });
  if (status === 200) return new OAuth2Tokens(body);
  const refusal = refusalSchema.safeParse(body).data;
  if (refusal === undefined) throw new UnexpectedResponseError(status);
  throw new OAuth2RequestError(refusal.error, refusal.error_description ?? null, null, null);
}

async function post(endpoint: string, init: RequestInit): Promise<{ status: number; body: object }> {
  try {
    const response = await fetch(endpoint, { ...init, method: "POST", redirect: "error" });
    if (response.status >= 500) throw new Error(`It answered ${response.status}`);
    const body: unknown = await response.json();
    if (typeof body !== "object" || body === null) throw new Error("It did not answer an object");
    return { status: response.status, body };
  } catch (cause) {
    throw new SignInUnavailable("DfE Sign-in's tokens cannot be read", { cause });
  }
}
