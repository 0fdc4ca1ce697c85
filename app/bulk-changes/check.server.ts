import { redirect } from "@remix-run/node";
import type { SignedInArgs } from "../guards.server";
import { paths } from "../paths";
import { errorCodeOf, isRefusal } from "../refusals.server";
import { checkPage, requestedId, requestedPage, uuidParam } from "../request.server";
import type { PageRequest } from "../../server/http/reading/page-build";
import { exitsOf } from "./exits";

/** Loads what the check found. A bulk change that has been started leads to its progress. */
export async function loadCheck(args: SignedInArgs) {
  const { api, params, request, server } = args;
  const bulkChangeId = uuidParam(params, "bulkChangeId");
  const bulkChange = await api.bulkChanges.get({ bulkChangeId }).catch(orAskAgain(args));
  if (bulkChange.state !== "unstarted") throw redirect(paths.bulkChange(bulkChangeId));
  const rows = await api.bulkChanges.rows({ bulkChangeId, page: requestedPage(request) });
  checkPage(request, rows);
  const exits = exitsOf(bulkChange, cameFrom(request), new URL(request.url).search);
  return { bulkChange, rows, exits, banner: await server.takeBanner() };
}

/** Starts the bulk change. Posting again starts nothing, with the same response (specification, section 11, Starting). */
export async function startChecked(args: SignedInArgs) {
  const bulkChangeId = uuidParam(args.params, "bulkChangeId");
  try {
    await args.api.bulkChanges.start({ bulkChangeId });
  } catch (error) {
    if (!isRefusal(error, "nothingToDo")) return orAskAgain(args)(error);
    throw redirect(args.request.url);
  }
  throw redirect(paths.bulkChange(bulkChangeId));
}

/**
 * Handles the error of a bulk change that is not there. What was checked ends with its session, so a page that the form
 * led to leads back to the form, which is empty.
 */
function orAskAgain({ params, request, server }: SignedInArgs) {
  return async (error: unknown): Promise<never> => {
    const id = uuidParam(params, "bulkChangeId");
    const isGone = errorCodeOf(error) === "NOT_FOUND" && (await server.isFreeId(id));
    if (!isGone || !cameFromForm(request)) throw error;
    if (server.method === "POST") {
      const text = "You signed in again in another tab. Enter the details again.";
      await server.leaveBanner({ type: "important", text });
    }
    const organisationId = requestedId(request, "organisationId");
    throw redirect(paths.bulkChangeForm(id, organisationId ? { organisationId } : {}));
  };
}

/** Where the page was reached from: the bulk change or the organisation whose users it takes. Else from a form or a list. */
function cameFrom(request: PageRequest): string | undefined {
  const bulkChangeId = cameFromForm(request) ? undefined : requestedId(request, "from");
  const organisationId = requestedId(request, "usersOf");
  if (bulkChangeId !== undefined) return paths.bulkChange(bulkChangeId);
  return organisationId && paths.organisationUsers(organisationId);
}

function cameFromForm({ url }: { url: string }): boolean {
  return new URL(url).searchParams.get("from") === "form";
}
