import { type ErrorCode, type Failure, SupportError } from "./error.ts";

/** Where requests go, and with what. */
export type Target = { url: string; token: string };

/** The body of every response of the console. */
type Answer = { result?: { data?: unknown }; error?: { message: string; data: Refusal } };
type Refusal = Pick<Failure, "reason" | "fieldErrors" | "userId"> & { code: ErrorCode };

/**
 * Sends one request. It is POST, so that nothing that is asked about is in a URL or an access log.
 *
 * @throws {SupportError}
 */
export async function send(
  { url, token }: Target,
  procedure: string,
  input: unknown,
  timeoutMs: number,
): Promise<unknown> {
  const address = new URL(`/api/trpc/${procedure}`, url);
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(input ?? {}),
      redirect: "manual", // a redirected POST would lose its body, and could take the token elsewhere
      signal: AbortSignal.timeout(timeoutMs),
    });
    return read(procedure, response, await response.text());
  } catch (error) {
    throw error instanceof SupportError ? error : toConnectionError(error, procedure, address, timeoutMs);
  }
}

function read(procedure: string, { status, headers }: Response, text: string): unknown {
  const requestId = headers.get("x-request-id") ?? undefined;
  const retryAfterSeconds = secondsUntil(headers.get("retry-after"));
  const { result, error } = parse(text);
  if (result !== undefined) return result.data ?? null;
  const failure = { procedure, requestId, retryAfterSeconds, status };
  if (error !== undefined) throw new SupportError(error.message, { ...failure, ...pick(error.data) });
  const target = headers.get("location");
  const message = target === null ? "that is not the console's" : `that redirects to ${target}`;
  throw new SupportError(`There was a response ${message} (${status})`, {
    ...failure,
    code: "UNEXPECTED_RESPONSE",
  });
}

function pick({ code, reason, fieldErrors, userId }: Refusal): Refusal {
  return { code, reason, fieldErrors, userId };
}

function parse(text: string): Answer {
  try {
    const answer = JSON.parse(text) as Answer | null;
    return typeof answer === "object" && answer !== null ? answer : {};
  } catch {
    return {};
  }
}

/** `Retry-After` is a number of seconds or, of some proxies, a date. */
function secondsUntil(retryAfter: string | null): number | undefined {
  if (retryAfter === null) return undefined;
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : Math.ceil((Date.parse(retryAfter) - Date.now()) / 1_000);
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

function toConnectionError(error: unknown, procedure: string, address: URL, timeoutMs: number): SupportError {
  if (error instanceof Error && error.name === "TimeoutError") {
    const message = `${address.host} did not answer within ${timeoutMs / 1_000} seconds`;
    return new SupportError(message, { procedure, code: "TIMEOUT" }, error);
  }
  const reason = faultOf(error) ?? (error instanceof Error ? error.message : "unknown fault");
  const message = `${address.host} could not be reached, or broke the connection (${reason})`;
  return new SupportError(message, { procedure, code: "NETWORK_ERROR" }, error);
}

/** The system's code in an error of `fetch`, such as ECONNREFUSED, which is in the error's cause. */
export function faultOf(error: unknown): string | undefined {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : undefined;
}
