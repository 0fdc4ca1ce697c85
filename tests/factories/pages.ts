import type { ActionFunctionArgs } from "@remix-run/node";
import type { RequestContext } from "../../server/http/pages/request-context.ts";

type Handler = (args: ActionFunctionArgs) => unknown;

/** What a test looks at of a page's answer: where it leads, or its status and what its page gets to show. */
export type Answer = { status: number; location: string | null; data: unknown };

type Visit = { path?: string; params?: Record<string, string>; form?: Record<string, string> };

/** Asks a route's loader or action, as Remix does; a visit with a form is a post. */
export async function visit(
  handler: Handler,
  server: RequestContext,
  { path = "/", params = {}, form }: Visit = {},
) {
  const url = new URL(path, "http://localhost:3000");
  const request = new Request(url, form && { method: "POST", body: new URLSearchParams(form) });
  try {
    return toAnswer(await handler({ request, params, context: { server } }));
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown;
    return toAnswer(thrown);
  }
}

function toAnswer(result: unknown): Answer {
  if (result instanceof Response) {
    return { status: result.status, location: result.headers.get("Location"), data: undefined };
  }
  const isWithInit = typeof result === "object" && result !== null && "type" in result && "init" in result;
  if (!isWithInit) return { status: 200, location: null, data: result };
  const { data, init } = result as { data?: unknown; init: { status?: number } | null };
  return { status: init?.status ?? 200, location: null, data };
}
