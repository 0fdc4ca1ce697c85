import type { BulkChange } from "../../server/bulk-changes/schema";
import { backTo } from "../list-links";
import { paths } from "../paths";

/** Where the links of a page lead that is left without a change. `form`: only where users were pasted or uploaded. */
export type Exits = { back: string; cancel: string; form?: string };

/** The list from which users are added. */
export function listOf(organisationId: string | undefined): string {
  return organisationId === undefined ? paths.organisations : paths.organisationUsers(organisationId);
}

/**
 * Returns where the links of the page that checks a bulk change lead: to the form, to the list where users were
 * selected, or to the page of what it takes its rows from (specification, section 11, Checking what was found).
 *
 * @param from the path of the bulk change, or of the list of users, from which it takes its rows, if any
 * @param search the query of the page's URL, which can name the search and page of the list
 */
export function exitsOf(
  { id, kind, organisation }: Pick<BulkChange, "id" | "kind" | "organisation">,
  from: string | undefined,
  search: string,
): Exits {
  if (from !== undefined) return { back: from, cancel: from };
  if (kind === "add") {
    const form = paths.bulkChangeForm(id, organisation ? { organisationId: organisation.id } : {});
    return { back: form, cancel: listOf(organisation?.id), form };
  }
  const lists = organisation
    ? { users: paths.organisationUsers(organisation.id) }
    : { "organisation-users": paths.allOrganisationUsers };
  const list = backTo(search, lists, organisation ? listOf(organisation.id) : paths.allOrganisationUsers);
  return { back: list, cancel: list };
}
