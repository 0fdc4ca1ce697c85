import { data, redirect } from "@remix-run/node";
import type { SignedInArgs } from "../guards.server";
import { paths } from "../paths";
import { uuidParam } from "../request.server";

/**
 * Loads the open successors to which users of a closed organisation can be added (specification, section 13, Adding the
 * users to a successor). Leads to the list of users if there is none.
 */
export async function loadSuccessors({ api, params }: SignedInArgs) {
  const organisationId = uuidParam(params, "organisationId");
  const organisation = await api.organisations.get({ organisationId });
  const choices = organisation.successors.filter(({ isClosed, hasAllUsers }) => !isClosed && !hasAllUsers);
  if (choices.length === 0) throw redirect(paths.organisationUsers(organisationId));
  return { organisation, choices };
}

/** Checks a bulk change that adds all users to the successor that was chosen, and leads to the check. */
export async function chooseSuccessor(args: SignedInArgs<Request>) {
  const { organisation, choices } = await loadSuccessors(args);
  const { request, api } = args;
  const value = request.body === null ? null : (await request.formData()).get("successorId");
  const chosen = choices.find(({ id }) => id === value);
  if (chosen === undefined) return data({ errors: { successorId: "Select an organisation" } }, 400);
  const { id } = await api.bulkChanges.check({
    kind: "add",
    organisationId: chosen.id,
    usersOf: organisation.id,
  });
  throw redirect(paths.checkBulkChange(id, { usersOf: organisation.id }));
}
