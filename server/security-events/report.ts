import type { Transaction } from "kysely";
import { afterCommit } from "../../db/transactions/transact.ts";
import type { ActivityAction, ActorKind, DB, SubjectKind } from "../../db/types.ts";
import type { Log } from "../log.ts";
import { type EventFields, type EventName, securityEvents } from "./events.ts";

/** Where an event comes from: the id of the request, and the client's whole address. A job has neither. */
type Origin = { requestId?: string; client?: string };

/** Writes a security event (specification, section 9, Security events). */
export type Report = <Name extends EventName>(event: Name, fields: EventFields[Name]) => void;

/** Returns a function that writes the security events of one request or job to the log. */
export function createReport(log: Log, origin: Origin): Report {
  return (event, fields) => {
    const line: Record<string, unknown> = { logger: "security", event, ...origin, ...fields };
    log.info(line, securityEvents[event].message);
  };
}

/** The fields that name an actor by kind and id; none if nobody is known. */
export function actorFields(actor: { kind: ActorKind; id?: string } | null | undefined) {
  return actor ? { actorKind: actor.kind, actorId: actor.id } : {};
}

const reports = new WeakMap<Transaction<DB>, Report>();

/** Lets a transaction report what its actors, who have no `report` of their own, change in it. */
export function reportFrom(trx: Transaction<DB>, report: Report | undefined): void {
  if (report !== undefined) reports.set(trx, report);
}

/** Writes an event once the transaction has committed. Does nothing where nobody reports, as in a command. */
export function reportOnCommit<Name extends EventName>(
  trx: Transaction<DB>,
  report: Report | undefined,
  event: Name,
  fields: EventFields[Name],
): void {
  const own = report ?? reports.get(trx);
  if (own !== undefined) afterCommit(trx, () => own(event, fields));
}

/** What a row of the activity log has besides names and addresses; null where there is none. */
type NewEntry = { actorKind: ActorKind; action: ActivityAction; subjectKind: SubjectKind | null } & Record<
  "actorId" | "subjectId" | "organisationId" | "bulkChangeId",
  string | null
>;

/** Reports a new row of the activity log, without the names and addresses that it has. */
export function reportChange(
  trx: Transaction<DB>,
  report: Report | undefined,
  { actorKind, actorId, action, subjectKind, subjectId, organisationId, bulkChangeId }: NewEntry,
): void {
  reportOnCommit(trx, report, action === "downloaded" ? "downloaded" : "changed", {
    actorKind,
    actorId: actorId ?? undefined,
    action,
    subjectKind: subjectKind ?? undefined,
    subjectId: subjectId ?? undefined,
    organisationId: organisationId ?? undefined,
    bulkChangeId: bulkChangeId ?? undefined,
  });
}
