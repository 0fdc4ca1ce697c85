import { randomUUID } from "node:crypto";
import type { CallOptions, Definition } from "./calls.ts";
import { itemsOf } from "./pages.ts";
import { procedures, type SupportClient } from "./procedures.ts";
import { send, type Target } from "./request.ts";
import { withRetries } from "./retrying.ts";

export type ClientOptions = {
  /** The console's URL, such as `https://support.example.gov.uk`. */
  url: string | undefined;
  /** An API token. */
  token: string | undefined;
  /** How long one try may take, in milliseconds: 10 seconds by default. */
  timeoutMs?: number | undefined;
  /** How often a failed call is repeated if that is safe: up to 4 times by default. */
  retries?: number | undefined;
};

type Settings = Target & { timeoutMs: number; retries: number };
type Given = Record<string, unknown>;
type Caller = ((input?: Given, options?: CallOptions) => Promise<unknown>) & { all?: unknown };

/**
 * Creates a client with a method for each procedure of the console. `url` and `token` may be undefined only in types, so
 * that they can be read from the environment.
 *
 * @throws {TypeError} if there is no URL or no token
 */
export function createSupportClient({
  url,
  token,
  timeoutMs = 10_000,
  retries = 4,
}: ClientOptions): SupportClient {
  if (!url || !/^https?:\/\//.test(url)) throw new TypeError("url must be the console's https:// address");
  if (!token) throw new TypeError("token must be an API token of the console");
  const settings = { url, token, timeoutMs, retries };
  const routers = Object.entries(procedures).map(([router, definitions]) => {
    const calls = Object.entries(definitions).map(([name, definition]) => [
      name,
      createCaller(settings, `${router}.${name}`, definition),
    ]);
    const methods = Object.fromEntries(calls) as { [name: string]: Caller };
    return [router, methods["list"] ? { ...methods, all: methods["list"].all } : methods];
  });
  return Object.fromEntries(routers) as SupportClient;
}

function createCaller(settings: Settings, procedure: string, { repeatable, paging }: Definition): Caller {
  const { retries } = settings;
  const isSafe = repeatable !== "never";
  const call: Caller = (given, { timeoutMs = settings.timeoutMs } = {}) => {
    // The key tells the console that a repeated change is the same one, so that it is made once.
    const input = repeatable === "withKey" ? { idempotencyKey: randomUUID(), ...given } : given;
    return withRetries(() => send(settings, procedure, input, timeoutMs), { retries, isSafe });
  };
  if (paging !== undefined) {
    call.all = (given?: Given, options?: CallOptions) =>
      itemsOf(procedure, paging, (place) => call({ ...given, ...place }, options));
  }
  return call;
}
