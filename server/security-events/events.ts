import type { ActivityAction, ActorKind, SubjectKind } from "../../db/types.ts";
import type { RefusedReason } from "../sign-in-problems/refused/reasons.ts";

/** Who did it: a user, or an API token with its id, or the console itself. */
type ByActor = { actorKind: ActorKind; actorId?: string | undefined };

/** What is known of a caller who was refused: nothing, if they were refused before anybody looked. */
type ByAnyone = Partial<ByActor>;

/** What a change was about. */
type Change = ByActor & {
  action: ActivityAction;
  subjectKind?: SubjectKind | undefined;
  subjectId?: string | undefined;
  organisationId?: string | undefined;
  bulkChangeId?: string | undefined;
};

/** The fields of each security event, besides those of all (specification, section 9, Security events). */
export type EventFields = {
  signed_in: ByActor;
  sign_in_refused: { reason: RefusedReason };
  sign_in_failed: { reason: "cancelled" | "failed" | "unavailable" | "error" };
  signed_out: ByAnyone;
  sessions_ended: ByActor & {
    reason: "sixth_sign_in" | "signed_out_elsewhere" | "removed" | "unlinked";
    count: number;
    userKind: ActorKind;
    userId: string;
  };
  request_refused: ByAnyone & { status: number; method: string; path: string };
  changed: Change;
  downloaded: Change;
};

export type EventName = keyof EventFields;

/** What the documentation says about an event. `message` is the text of its line in the log. */
type Described<Name extends EventName> = {
  message: string;
  when: string;
  fields: (keyof EventFields[Name] & string)[];
};

const ofChange = [
  ...(["actorKind", "actorId", "action"] as const),
  ...(["subjectKind", "subjectId", "organisationId", "bulkChangeId"] as const),
];

/** Every security event. docs/security-log.md is generated from this table. */
export const securityEvents: { [Name in EventName]: Described<Name> } = {
  signed_in: {
    message: "A user signed in",
    when: "a support user or organisation user has signed in",
    fields: ["actorKind", "actorId"],
  },
  sign_in_refused: {
    message: "A sign-in was refused",
    when: "DfE Sign-in knows the person, but they have no access; the sign-in problem says who it was",
    fields: ["reason"],
  },
  sign_in_failed: {
    message: "A sign-in failed",
    when: "a sign-in was cancelled, DfE Sign-in's answer could not be trusted, or DfE Sign-in or the database did not answer",
    fields: ["reason"],
  },
  signed_out: {
    message: "Somebody signed out",
    when: "a session was ended with 'Sign out'; without an actor, if it was one without access",
    fields: ["actorKind", "actorId"],
  },
  sessions_ended: {
    message: "Sessions ended",
    when: "`count` sessions of the user `userId` ended because of a sixth sign-in, 'Sign out everywhere else', or because the actor removed the user or unlinked their account",
    fields: ["actorKind", "actorId", "reason", "count", "userKind", "userId"],
  },
  request_refused: {
    message: "A request was refused",
    when: "a request or call was answered with 401, 403 or 429, in a batch too; at most one a request; with an actor where one is known",
    fields: ["actorKind", "actorId", "status", "method", "path"],
  },
  changed: {
    message: "Something was changed",
    when: "an entry of the activity log has been stored; `action` is its kind. A row of a bulk change has no `requestId` and `client`: the `changed` with the action `started` and its `bulkChangeId` as `subjectId` has them",
    fields: ofChange,
  },
  downloaded: {
    message: "Personal data was downloaded",
    when: "a download or an export has begun, or the outcome of a bulk change was downloaded",
    fields: ofChange,
  },
};
