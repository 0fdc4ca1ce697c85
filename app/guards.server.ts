import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { RequestContext } from "../server/http/pages/request-context";
import { fieldErrorsOf, type FieldErrors } from "../server/procedures/field-errors";
import { messageOf, reasonOf, retryAfterOf } from "../server/refusals";
import type { Caller } from "../server/router";
import { signInPath } from "./sign-in.server";
import { errorCodeOf } from "./refusals.server";

type Args = LoaderFunctionArgs | ActionFunctionArgs;

/** What a loader or action gets on top of Remix's arguments. */
export type ApiArgs = Args & { api: Caller; server: RequestContext };

/**
 * Wraps a loader or action: hands it the procedures, called as whoever is signed in, and turns their refusals into
 * pages, here and nowhere else: the sign-in page, 403, 404, 429 (specification, section 5).
 */
export function withApi<Result>(run: (args: ApiArgs) => Promise<Result>) {
  return async (args: Args): Promise<Result> => {
    const { server } = args.context;
    try {
      await requireSupport(args);
      return await run({ ...args, server, api: await server.api() });
    } catch (error) {
      throw toResponse(error, args);
    }
  };
}

/** Pages under `/support` are for support users alone, whatever the procedures behind them allow others (specification, section 6). */
async function requireSupport({ request, context: { server } }: Args): Promise<void> {
  // Remix's routes match in any case, and escaped.
  const path = new URL(request.url).pathname.replace(/%[0-7][0-9a-f]/gi, decodeURIComponent);
  if (!/^\/support(\/|$)/i.test(path)) return;
  const session = await server.getSession();
  if (!session?.user) throw redirect(signInPath(request));
  if (session.user.kind !== "support_user") throw new Response(null, { status: 403 });
}

function toResponse(error: unknown, { request }: Args): unknown {
  switch (errorCodeOf(error)) {
    case "UNAUTHORIZED":
      return redirect(signInPath(request));
    case "TOO_MANY_REQUESTS":
      return new Response(null, {
        status: 429,
        headers: { "Retry-After": String(retryAfterOf(error) ?? 60) },
      });
    case "FORBIDDEN":
      return new Response(refusalText(error), { status: 403 });
    case "NOT_FOUND":
    case "BAD_REQUEST": // an id in the URL that is none
      return new Response(null, { status: 404 });
    default:
      return error;
  }
}

/** What the 403 page says in place of its usual heading. */
function refusalText(error: unknown): string | null {
  const reason = reasonOf(error);
  return reason === undefined ? null : messageOf(reason);
}

/**
 * Runs a call whose fields may be at fault.
 *
 * @returns its result, or the messages by field
 * @throws whatever is not about a field that the form has
 */
export async function tryFields<Result>(
  call: () => Promise<Result>,
  fields: readonly string[],
): Promise<{ result: Result; errors?: undefined } | { errors: FieldErrors }> {
  try {
    return { result: await call() };
  } catch (error) {
    const errors = error instanceof Error ? fieldErrorsOf(error.cause) : undefined;
    if (errors === undefined || !Object.keys(errors).every((field) => fields.includes(field))) throw error;
    return { errors };
  }
}
