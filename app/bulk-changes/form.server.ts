import { data, redirect } from "@remix-run/node";
import { BulkFileFault } from "../../server/bulk-changes/reading/bulk-file-fault";
import { readPosted, template } from "../../server/bulk-changes/reading/read-brought";
import type { Organisation } from "../../server/organisations/schema";
import { messageOf } from "../../server/refusals";
import { csvFile } from "../downloads/csv-file.server";
import type { SignedInArgs } from "../guards.server";
import { paths } from "../paths";
import { errorCodeOf, isRefusal } from "../refusals.server";
import { requestedId, uuidParam } from "../request.server";
import { listOf } from "./exits";

/** Redirects to a form with a new id, so that two browser tabs do not share a bulk change. */
export async function startForm(args: SignedInArgs) {
  const organisationId = requestedId(args.request, "organisationId");
  if (organisationId !== undefined)
    await requireOpen(args, await args.api.organisations.get({ organisationId }));
  return redirect(paths.bulkChangeForm(crypto.randomUUID(), organisationId ? { organisationId } : {}));
}

/** Returns a CSV file with the headings of the columns that are needed. */
export function readTemplate({ request }: SignedInArgs): Response {
  const isForOne = requestedId(request, "organisationId") !== undefined;
  return csvFile("template.csv", [template(!isForOne)]);
}

/** Loads the form, with what was pasted or uploaded before. */
export async function loadForm(args: SignedInArgs) {
  const { id, organisation, stored } = await readForm(args, { withSource: true });
  const { fileName = null, pasted = null, total: rowCount = 0 } = stored ?? {};
  return {
    id,
    organisation,
    pasted: pasted ?? "",
    file: fileName === null ? undefined : { name: fileName, rowCount },
    cancel: listOf(organisation?.id),
    banner: await args.server.takeBanner(),
  };
}

/**
 * Checks what was pasted or uploaded, and redirects to the page that shows what was found. Without anything new, an
 * uploaded file stays as it is. What cannot be read is shown again, with an error.
 */
export async function postForm(args: SignedInArgs) {
  const { api, server } = args;
  await server.countSave();
  const { id, organisation, stored } = await readForm(args);
  const organisationId = organisation?.id;
  const check = paths.checkBulkChange(id, { from: "form", ...(organisationId && { organisationId }) });
  const { upload } = server;
  const pasted = withoutNul(upload.fields["pasted"] ?? "");
  const isNew = pasted.trim() !== "" || upload.file !== null || upload.isBroken;
  if (!isNew && stored?.fileName) throw redirect(check);
  const fileName = upload.file ? withoutNul(upload.file.name) || "file" : undefined;
  try {
    const { header, rows } = await readPosted(upload, { needsOrganisation: organisation === undefined });
    await api.bulkChanges.check({
      kind: "add",
      bulkChangeId: id,
      organisationId,
      rows: rows.map(({ columns: cells, ...row }) => ({ ...row, cells })),
      source: { ...(fileName === undefined ? { pasted } : { fileName }), ...(header && { header }) },
    });
  } catch (error) {
    if (isRefusal(error, "alreadyStarted")) throw redirect(paths.bulkChange(id));
    if (!(error instanceof BulkFileFault)) throw error;
    return data({ errors: { [error.field]: error.message }, pasted }, 400);
  }
  throw redirect(check);
}

/**
 * Reads the organisation in the URL, and what was stored at the last check.
 *
 * @throws {Response} a redirect, once the bulk change has been started or the organisation has closed; 404 if it is another
 * session's
 */
async function readForm(args: SignedInArgs, options: { withSource?: boolean } = {}) {
  const { api, params, request } = args;
  const id = uuidParam(params, "bulkChangeId");
  const organisationId = requestedId(request, "organisationId");
  const [stored, organisation] = await Promise.all([
    api.bulkChanges.get({ bulkChangeId: id, ...options }).catch(unlessFree(args, id)),
    organisationId === undefined ? undefined : api.organisations.get({ organisationId }),
  ]);
  if (stored && stored.state !== "unstarted") throw redirect(paths.bulkChange(id));
  if (organisation) await requireOpen(args, organisation);
  if (stored && stored.kind !== "add") throw redirect(paths.checkBulkChange(id));
  return { id, stored, organisation: organisation && { id: organisation.id, name: organisation.name } };
}

/** Throws a redirect to the list of users if the organisation has closed (specification, section 13). */
async function requireOpen({ server }: SignedInArgs, { id, isClosed }: Organisation): Promise<void> {
  if (!isClosed) return;
  await server.leaveBanner({ type: "important", text: messageOf("organisationClosed") });
  throw redirect(paths.organisationUsers(id));
}

/** Handles the error of a bulk change that the user does not see: there may be none with this id yet. */
function unlessFree({ server }: SignedInArgs, id: string) {
  return async (error: unknown): Promise<undefined> => {
    if (errorCodeOf(error) !== "NOT_FOUND" || !(await server.isFreeId(id))) throw error;
  };
}

/** PostgreSQL cannot store the character U+0000. */
function withoutNul(text: string): string {
  return text.replaceAll("\0", "\uFFFD");
}
