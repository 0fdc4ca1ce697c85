import type { ActivityEntry } from "../../../server/activity/schema";
import { detailFields } from "../../../server/people/details";

/** A piece of a sentence; a name that the log can be filtered by carries the filter. */
export type Piece = string | { name: string; filter: Record<string, string> };

/** What each kind of activity is called where one can be chosen. */
export const kindNames: Record<ActivityEntry["kind"], string> = {
  added: "Added",
  linked: "Added to another organisation",
  edited: "Changed",
  removed: "Removed",
  invited_again: "Invitation sent again",
  first_signed_in: "Signed in for the first time",
  sign_in_mismatch: "Sign-in did not match",
  email_failed: "Email not sent",
  downloaded: "Downloaded",
  imported: "Organisations imported",
};

/** One entry in words: who did what to whom, and for a change from what to what (specification, section 8). */
export function describeActivity(entry: ActivityEntry): Piece[] {
  const { kind, organisation } = entry;
  const who = actorOf(entry);
  const whom = subjectOf(entry);
  const at: Piece = organisation
    ? { name: organisation.name, filter: { organisationId: organisation.id } }
    : "the console";
  switch (kind) {
    case "added":
    case "removed":
      return describeMembership(entry, who, whom, at);
    case "linked":
      return [who, " added ", whom, ", who was a user already, to ", at];
    case "edited":
      return [who, " changed ", ...ownedBy(entry, whom), changesOf(entry)];
    case "invited_again":
      return [who, " sent ", whom, " the invitation again"];
    case "first_signed_in":
      return [
        whom,
        " signed in for the first time",
        entry.changes ? ` and changed their ${changesOf(entry)}` : "",
      ];
    case "sign_in_mismatch":
      return describeMismatch(entry, whom);
    case "email_failed":
      return ["An email to ", whom, " could not be sent"];
    case "downloaded":
      return [who, " downloaded the users of ", at];
    case "imported":
      return [who, " imported organisations", importedOf(entry)];
  }
}

function describeMembership({ kind, subject }: ActivityEntry, who: Piece, whom: Piece, at: Piece): Piece[] {
  const isAdded = kind === "added";
  if (subject?.kind === "api_token") return [who, isAdded ? " created" : " revoked", " the API token ", whom];
  const verb = isAdded ? " added " : " removed ";
  if (subject?.kind === "support_user") return [who, verb, whom, " as a support user"];
  return [who, verb, whom, isAdded ? " to " : " from ", at];
}

function describeMismatch({ changes }: ActivityEntry, whom: Piece): Piece[] {
  const to = changes?.["email"]?.to;
  if (to === undefined || to === null)
    return ["Someone tried to sign in with the email address of ", whom, " and another DfE Sign-in account"];
  return [whom, ` signed in with the email address ${to}, which we could not use`];
}

function importedOf({ changes }: ActivityEntry): string {
  const [added, updated] = [changes?.["added"]?.to, changes?.["updated"]?.to];
  return `: ${added ?? "0"} added, ${updated ?? "0"} updated`;
}

function changesOf({ changes }: ActivityEntry): string {
  if (changes === null) return ""; // blanked, as are the names
  const each = Object.entries(changes).map(
    ([field, { from, to }]) => `${labelOf(field)} from ${from ?? "nothing"} to ${to ?? "nothing"}`,
  );
  return new Intl.ListFormat("en-GB").format(each);
}

function labelOf(field: string): string {
  return detailFields.find(({ name }) => name === field)?.label.toLowerCase() ?? field;
}

function isOwn({ actor, subject }: ActivityEntry): boolean {
  return actor.id !== null && actor.id === subject?.id;
}

function actorOf({ actor }: ActivityEntry): Piece {
  if (actor.kind === "system") return "The system";
  if (actor.kind === "api_token") return `${actor.name ?? "An unknown script"} (API token)`;
  return personOf(actor);
}

function subjectOf({ subject }: ActivityEntry): Piece {
  if (subject === null) return "";
  return subject.kind === "api_token" ? (subject.name ?? "") : personOf(subject);
}

/** Names are blanked when a person's data has been kept long enough (specification, section 10). */
function personOf({ id, name }: { id: string | null; name: string | null }): Piece {
  const shown = name ?? "a person whose name was deleted";
  return id === null ? shown : { name: shown, filter: { userId: id } };
}

function ownedBy(entry: ActivityEntry, whom: Piece): Piece[] {
  if (isOwn(entry)) return ["their "];
  return entry.subject?.name === null ? ["the details of ", whom] : [whom, "’s "];
}
