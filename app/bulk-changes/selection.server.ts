import { data, redirect } from "@remix-run/node";
import { mostFound } from "../../server/search/page";
import type { SignedInArgs } from "../guards.server";
import { linkFrom } from "../list-links";
import { paths } from "../paths";
import { tryFields } from "../refusals.server";
import { requestedQuery, requestedShow } from "../request.server";

/** The changes that a list offers, and the message if nobody is selected. */
const changes = {
  invite_again: "Select the users you want to invite again",
  remove: "Select the users you want to remove",
} as const;

type Change = keyof typeof changes;

function isChange(value: unknown): value is Change {
  return typeof value === "string" && Object.hasOwn(changes, value);
}

/** Whether all users of a list can be selected at once, also those on other pages. */
export function canSelectAll({ total, isMore }: { total: number; isMore: boolean }): boolean {
  return !isMore && total <= mostFound;
}

/**
 * Checks a change to the users that were selected in a list, and redirects to what was found. From then on the change is
 * for those users, also when others join the list (specification, section 11, Selecting users).
 *
 * @param organisationId the organisation whose users the list shows; without it, those of all organisations
 * @throws {Response} the redirect; 400 if the form does not say what to do
 */
export async function checkSelection(
  { api, request, server }: SignedInArgs<Request>,
  organisationId?: string,
) {
  await server.countSave();
  const form = await readForm(request);
  const kind = form.get("change");
  if (!isChange(kind)) throw new Response(null, { status: 400 });
  const selected =
    form.get("all") === "yes"
      ? { all: { query: requestedQuery(request), show: requestedShow(request) } }
      : { users: form.getAll("user").flatMap((userId) => (typeof userId === "string" ? { userId } : [])) };
  if (selected.users?.length === 0) return data({ errors: { users: changes[kind] } }, 400);
  const outcome = await tryFields(
    () => api.bulkChanges.check({ kind, organisationId, ...selected }),
    ["all"],
  );
  if (outcome.errors) return data({ errors: { users: outcome.errors["all"] } }, 400);
  const list = organisationId === undefined ? "organisation-users" : "users";
  throw redirect(paths.checkBulkChange(outcome.result.id, linkFrom(list, new URL(request.url).search)));
}

async function readForm(request: Request): Promise<FormData> {
  // `formData` throws if the request has no body, which here counts as a form without fields.
  return request.body === null ? new FormData() : request.formData();
}
