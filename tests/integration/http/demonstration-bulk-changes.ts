import type { RequestContext } from "../../../server/http/pages/request-context.ts";
import type { Resources } from "../../../server/resources.ts";
import { doAllRows } from "../../records/bulk-changes.ts";
import { unknownId } from "../../records/organisations.ts";
import { megan, tom } from "../../records/people.ts";

const list = "/support/bulk-changes";

/** Checks a bulk change and does another one, and returns the addresses of their pages, by pattern. */
export async function openBulkChanges(
  resources: Resources,
  context: RequestContext,
  organisationId: string,
): Promise<Record<string, string[]>> {
  const api = await context.api();
  const rows = [megan, { ...tom, email: "no address" }, { ...tom, email: "tom.several@example.com" }];
  const { id: checked } = await api.bulkChanges.check({ kind: "add", organisationId, rows });
  const { id: done } = await api.bulkChanges.check({ kind: "add", organisationId, rows });
  await api.bulkChanges.start({ bulkChangeId: done });
  await doAllRows(resources, done);
  await context.noteSeenEnding(done); // the banner about it is shown once
  return {
    [list]: [list, `${list}?page=2`],
    [`${list}/new/:bulkChangeId`]: [unknownId, checked, done].map((id) => `${list}/new/${id}`),
    [`${list}/:bulkChangeId/check`]: [checked, done, unknownId].map((id) => `${list}/${id}/check`),
    [`${list}/:bulkChangeId`]: [`${list}/${done}`, `${list}/${done}?show=not_done`, `${list}/${unknownId}`],
  };
}
