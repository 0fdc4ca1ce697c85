import { vi } from "vitest";
import { isSupportError, type SupportClient } from "../../../client/source/index.ts";
import type { Browser } from "./browser.ts";
import {
  type Ask,
  type AcknowledgedChanges,
  isLineCut,
  note,
  type Outcome,
  type Wanted,
} from "./acknowledged-changes.ts";

/** How a person presses a button: once, twice at once, or again until it works. */
export type Again = "never" | "double-click" | "insist";

/** Longer than any outage in these tests. */
export const patience = { timeout: 60_000, interval: 100 };

/** Changes something as a browser does, form by form. */
export async function saveByPage(
  acknowledged: AcknowledgedChanges,
  visit: Browser,
  wanted: Wanted,
  again: Again,
): Promise<Outcome> {
  const { kind, organisationId, userId, what } = wanted;
  const list = kind === "support_user" ? "/support/users" : `/support/organisations/${organisationId}/users`;
  const form = what === "removed" ? `${list}/${userId}/remove` : await fillIn(visit, list, wanted);
  if (form === undefined) return noteRefusal(acknowledged);
  const saved = what === "edited" ? `${list}/${userId}` : list;
  const ask = async () => {
    const { status, location } = await visit(form, {});
    if (status === 302 && location?.pathname === saved) return "done";
    if (status === 503) return "unavailable";
    throw new Error(`${what} ${kind} was answered ${status} ${location?.pathname ?? ""}`);
  };
  const press = () => note(acknowledged, ask);
  const outcomes = await Promise.all(again === "double-click" ? [press(), press()] : [press()]);
  if (outcomes.includes("done")) return "done";
  if (again === "insist") return insist(acknowledged, ask);
  return outcomes.includes("unknown") ? "unknown" : "refused";
}

/** Repeats a request until it succeeds. */
export function insist(acknowledged: AcknowledgedChanges, ask: Ask): Promise<"done"> {
  const once = async () => (await note(acknowledged, ask)) === "done" && ("done" as const);
  return vi.waitUntil(once, patience);
}

/** Records that a member of staff was turned away before there was anything to save. */
export function noteRefusal({ answers }: AcknowledgedChanges): "refused" {
  const now = Date.now();
  answers.push({ began: now, ended: now, outcome: "refused" });
  return "refused";
}

/** Fills in the details. Returns the address of the check page, or undefined if a page before it failed. */
async function fillIn(
  visit: Browser,
  list: string,
  { what, userId, details }: Wanted,
): Promise<string | undefined> {
  try {
    const start = await visit(what === "added" ? `${list}/new` : `${list}/${userId}/edit`);
    const typed = start.location && (await visit(start.location, details));
    const check = typed?.location && (await visit(typed.location));
    if (check?.status === 200) return check.url.pathname;
    const { status } = check ?? typed ?? start;
    if (status !== 503) throw new Error(`A form was answered ${status}`);
  } catch (error) {
    if (!isLineCut(error)) throw error;
  }
  return undefined;
}

/** Changes something as a script does. */
export function saveByCall(
  acknowledged: AcknowledgedChanges,
  api: SupportClient,
  wanted: Wanted,
): Promise<Outcome> {
  return note(acknowledged, async () => {
    try {
      await call(api, wanted);
      return "done";
    } catch (error) {
      if (isSupportError(error) && error.code === "SERVICE_UNAVAILABLE") return "unavailable";
      throw error;
    }
  });
}

async function call(api: SupportClient, wanted: Wanted): Promise<void> {
  const { what, userId, details, organisationId } = wanted;
  const { organisationUsers, supportUsers } = api;
  if (organisationId === null) {
    if (what === "added") await supportUsers.add(details);
    else if (what === "edited") await supportUsers.update({ userId, ...details });
    else await supportUsers.remove({ userId });
    return;
  }
  if (what === "added") await organisationUsers.add({ organisationId, ...details });
  else if (what === "edited") await organisationUsers.update({ organisationId, userId, ...details });
  else await organisationUsers.remove({ organisationId, userId });
}
