import type { ActivityEntry } from "../../../server/activity/schema";
import { detailFields } from "../../../server/people/details";
import { readDownloaded } from "../../activity/filter-query";
import { paths } from "../../paths";

/** A part of a sentence: plain text, or a link. `isClosed`: it names an organisation that has closed. */
export type Piece = string | { name: string; href: string; isClosed?: boolean };

/** The texts of the kinds of activity in the filter's list. */
export const kindNames: Record<ActivityEntry["kind"], string> = {
  added: "Added",
  linked: "Added to another organisation",
  edited: "Changed",
  removed: "Removed",
  invited_again: "Invitation sent again",
  invited_instead: "Invited at another address",
  first_signed_in: "Signed in for the first time",
  unlinked: "DfE Sign-in account unlinked",
  linked_anew: "Signed in with a new account",
  merged: "Merged",
  sign_in_mismatch: "Sign-in did not match",
  email_failed: "Email not sent",
  downloaded: "Downloaded",
  imported: "Organisations imported",
  started: "Several users changed",
  stopped: "Change to several users stopped",
  problem_resolved: "Sign-in problem resolved",
};

/** The same as text, without links. */
export function sentenceOf(entry: ActivityEntry): string {
  return describeActivity(entry)
    .map((piece) => (typeof piece === "string" ? piece : piece.name))
    .join("");
}

/** One entry as a sentence: who did what to which user, and the values before and after (specification, section 8). */
export function describeActivity(entry: ActivityEntry): Piece[] {
  return [...describeChange(entry), ...bulkChangeOf(entry)];
}

/** The bulk change that an entry is a row of. Its start and stop name it themselves. */
function bulkChangeOf({ kind, bulkChange }: ActivityEntry): Piece[] {
  if (bulkChange === null || kind === "started" || kind === "stopped") return [];
  return [" in a ", { name: "bulk change", href: paths.bulkChange(bulkChange.id) }];
}

function describeChange(entry: ActivityEntry): Piece[] {
  const { kind } = entry;
  const actor = actorOf(entry);
  const person = subjectOf(entry);
  const place = placeOf(entry);
  switch (kind) {
    case "added":
    case "removed":
      return describeMembership(entry, actor, person, place);
    case "linked":
      return [actor, " added ", ...person, ", who was a user already, to ", place];
    case "edited":
      return describeEdit(entry, actor, person);
    case "invited_again":
      return [actor, " sent ", ...person, " the invitation again"];
    case "first_signed_in":
    case "linked_anew":
      return describeSignIn(entry, person);
    case "invited_instead":
      return describeMove(entry, actor, person);
    case "unlinked":
      return [actor, " unlinked the DfE Sign-in account of ", ...person];
    case "merged":
      return [actor, " signed in with the email address of ", ...person, ", and they are now one user"];
    case "sign_in_mismatch":
      return describeMismatch(entry, person);
    case "email_failed":
      return ["An email to ", ...person, " could not be sent"];
    case "downloaded":
      return [actor, " downloaded ", ...downloadOf(entry)];
    case "imported":
      return describeImport(actor, entry);
    case "started":
    case "stopped":
      return describeSeveral(entry, actor);
    case "problem_resolved":
      return [actor, " marked a sign-in problem as resolved"];
  }
}

/** The activity log, or a part of it, which links to that part; or users. */
function downloadOf({ organisation, changes }: ActivityEntry): Piece[] {
  const activity = changes?.["activity"]?.to;
  if (activity === "") return ["the activity log"];
  if (activity)
    return [{ name: "a part of the activity log", href: paths.activity(readDownloaded(activity)) }];
  return organisation ? ["the users of ", placeOf({ organisation })] : ["organisation users"];
}

function placeOf({ organisation }: Pick<ActivityEntry, "organisation">): Piece {
  if (organisation === null) return "the console";
  const { id, name, isClosed } = organisation;
  return { name, href: paths.organisation(id), isClosed };
}

function describeBulkChange({ bulkChange, organisation }: ActivityEntry): Piece[] {
  if (bulkChange === null) return ["change several users"];
  const people = bulkChange.people === 1 ? "1 user" : `${bulkChange.people.toLocaleString("en-GB")} users`;
  const link = (name: string) => ({ name, href: paths.bulkChange(bulkChange.id) });
  const place = (before: string) => (organisation ? [before, placeOf({ organisation })] : []);
  const words = {
    add: [link(`add ${people}`), ...place(" to ")],
    invite_again: [link(`send the invitation again to ${people}`)],
    remove: [link(`remove ${people}`), ...place(" from ")],
  };
  return words[bulkChange.kind];
}

function describeMembership(
  { kind, subject }: ActivityEntry,
  actor: Piece,
  person: Piece[],
  place: Piece,
): Piece[] {
  const isAdded = kind === "added";
  if (subject?.kind === "api_token")
    return [actor, isAdded ? " created" : " revoked", " the API token ", ...person];
  const verb = isAdded ? " added " : " removed ";
  if (subject?.kind === "support_user") return [actor, verb, ...person, " as a support user"];
  return [actor, verb, ...person, isAdded ? " to " : " from ", place];
}

function describeEdit(entry: ActivityEntry, actor: Piece, person: Piece[]): Piece[] {
  const { actor: by, subject } = entry;
  const changes = changesOf(entry);
  if (by.id !== null && by.id === subject?.id) return [...person, ` changed their ${changes || "details"}`];
  return [actor, " changed the details of ", ...person, changes && `: ${changes}`];
}

function describeSeveral(entry: ActivityEntry, actor: Piece): Piece[] {
  const what = describeBulkChange(entry);
  return [actor, entry.kind === "started" ? " started to " : " stopped the request to ", ...what];
}

function describeSignIn(entry: ActivityEntry, person: Piece[]): Piece[] {
  const how = entry.kind === "linked_anew" ? "with a new DfE Sign-in account" : "for the first time";
  return [...person, ` signed in ${how}`, entry.changes ? ` and changed their ${changesOf(entry)}` : ""];
}

/** Of an invitation at another address, after a check with the organisation. */
function describeMove({ changes }: ActivityEntry, actor: Piece, person: Piece[]): Piece[] {
  const from = changes?.["email"]?.from;
  return [
    actor,
    " confirmed the email address of ",
    ...person,
    from ? ` and invited it instead of ${from}` : " and invited it",
  ];
}

function describeMismatch({ changes }: ActivityEntry, person: Piece[]): Piece[] {
  const to = changes?.["email"]?.to;
  if (to === undefined || to === null)
    return [
      "Someone tried to sign in with the email address of ",
      ...person,
      " and another DfE Sign-in account",
    ];
  return [...person, ` signed in with the email address ${to}, which we could not use`];
}

function describeImport(actor: Piece, { changes }: ActivityEntry): Piece[] {
  const count = (name: string) => changes?.[name]?.to ?? "0";
  const ifAny = (name: string, words: string) => (count(name) === "0" ? "" : `, ${count(name)} ${words}`);
  if (changes?.["linksAdded"] !== undefined) {
    const counts = `${count("linksAdded")} added${ifAny("linksRemoved", "removed")}`;
    return [actor, ` imported links of organisations to their successors: ${counts}`];
  }
  const counts = `${count("added")} added, ${count("updated")} updated`;
  return [
    actor,
    ` imported organisations: ${counts}${ifAny("closed", "closed")}${ifAny("reopened", "opened again")}`,
  ];
}

/** The changes in the order of the form. They are null once they are deleted, at the end of the retention period. */
function changesOf({ changes }: ActivityEntry): string {
  const each = detailFields.flatMap(({ name, label }) => {
    const change = changes?.[name];
    if (change === undefined) return [];
    return `${label.toLowerCase()} from ${change.from ?? "nothing"} to ${change.to ?? "nothing"}`;
  });
  return new Intl.ListFormat("en-GB").format(each);
}

function actorOf({ actor }: ActivityEntry): Piece {
  if (actor.kind === "system") return "The system";
  if (actor.kind === "api_token") return `${actor.name ?? "An unknown script"} (API token)`;
  return personOf(actor);
}

/** The user's name, and their email address so that two users of one name are told apart. */
function subjectOf({ subject }: ActivityEntry): Piece[] {
  if (subject === null) return [];
  if (subject.kind === "api_token") return [subject.name ?? ""];
  return [personOf(subject), subject.email === null ? "" : ` (${subject.email})`];
}

type Named = { kind: string; id: string | null; name: string | null; hasPage: boolean };

/** A name links to the person's page, if there is one. It is null once deleted (specification, section 10). */
function personOf({ kind, id, name, hasPage }: Named): Piece {
  if (name === null) return "a person whose name was deleted";
  if (id === null || !hasPage) return name;
  return {
    name,
    href: paths.user(kind === "support_user" ? paths.supportUsers : paths.allOrganisationUsers, id),
  };
}
