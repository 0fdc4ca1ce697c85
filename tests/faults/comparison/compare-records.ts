import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import type { Change } from "../staff/acknowledged-changes.ts";

/** Everything that changes store, as sorted lines. Two equal lines mean that a change was made twice. */
export type StoredRecords = { people: string[]; activity: string[]; emails: string[] };

const nowhere = "-";
const changeOf = ({ what, kind, details, organisationId }: Change) =>
  [what, kind, `${details.firstName} ${details.lastName}`, organisationId ?? nowhere].join(" ");

/** The email that a change has to send, if any. An email to a new address covers all organisations. */
export function emailOf({ what, kind, details, organisationId, isNewAddress }: Change): string | undefined {
  if (what === "edited")
    return isNewAddress ? `email_address_changed ${details.email} ${nowhere}` : undefined;
  return `${kind}_${what} ${details.email} ${organisationId ?? nowhere}`;
}

/**
 * The changes that were made: those with a success response, and unknown ones that are in the activity log.
 */
export function changesMade(changes: Change[], { activity }: StoredRecords): Change[] {
  const logged = new Set(activity);
  return changes.filter(
    (change) => change.outcome === "done" || (change.outcome === "unknown" && logged.has(changeOf(change))),
  );
}

/** The records that these changes should leave. */
export function expectRecords(made: Change[]): StoredRecords {
  const people = Map.groupBy(made, ({ person }) => person);
  return {
    people: [...people.values()].map(describePerson).toSorted(),
    activity: made.map(changeOf).toSorted(),
    emails: made.flatMap((change) => emailOf(change) ?? []).toSorted(),
  };
}

function describePerson(changes: Change[]): string {
  const { kind, details } = changes.at(-1) ?? {};
  const name = `${details?.firstName} ${details?.lastName}`;
  return [kind, name, details?.email, ...[...membershipsAfter(changes)].toSorted()].join(" ");
}

function membershipsAfter(changes: Change[]): Set<string> {
  const memberships = new Set<string>();
  for (const { what, organisationId } of changes) {
    if (what === "removed") memberships.delete(organisationId ?? nowhere);
    else if (what === "added") memberships.add(organisationId ?? nowhere);
  }
  return memberships;
}

/**
 * Reads the records in the database.
 *
 * @param staff the addresses of the test's own support users
 */
export async function readRecords(db: Database, staff: string[]): Promise<StoredRecords> {
  const { rows: people } = await sql<{ line: string }>`
    select concat_ws(' ', 'organisation_user', first_name, last_name, email, string_agg(organisation_id::text, ' '
      order by organisation_id::text)) as line
    from organisation_users left join memberships on user_id = id group by id
    union all
    select concat_ws(' ', 'support_user', first_name, last_name, email, case when removed_at is null then '-' end)
    from support_users where email <> all (${staff})
  `.execute(db);
  const { rows: activity } = await sql<{ line: string }>`
    select concat_ws(' ', case action when 'linked' then 'added' else action::text end, subject_kind, subject_name,
      coalesce(organisation_id::text, '-')) as line
    from activity where subject_kind in ('organisation_user', 'support_user') and action <> 'first_signed_in'
  `.execute(db);
  const emails = await readEmails(db);
  const lines = (rows: { line: string }[]) => rows.map(({ line }) => line).toSorted();
  return { people: lines(people), activity: lines(activity), emails: lines(emails) };
}

/** Every email and its status. */
export async function readEmails(db: Database) {
  const { rows } = await sql<{ id: string; line: string; status: string }>`
    select id, status, concat_ws(' ', kind, recipient, coalesce(organisation_id::text, '-')) as line from emails
  `.execute(db);
  return rows;
}

/** The emails that may have been cancelled because they were out of date (specification, section 4). */
export function findSuperseded(made: Change[]): Set<string> {
  const groups = [...Map.groupBy(made, ({ person }) => person).values()];
  const superseded = groups.flatMap((changes) =>
    changes.filter((change, index) => isSuperseded(change, changes.slice(index + 1), changes)),
  );
  return new Set(superseded.flatMap((change) => emailOf(change) ?? []));
}

/**
 * An invitation is superseded by a newer address, or by a removal from its organisation. An email about a removal is
 * superseded if the person was added in the same run: they may have been added again, or their invitation was cancelled.
 */
function isSuperseded(change: Change, later: Change[], all: Change[]): boolean {
  if (change.what === "removed") {
    return all.some(
      ({ what, organisationId }) => what === "added" && organisationId === change.organisationId,
    );
  }
  if (later.some(({ isNewAddress }) => isNewAddress)) return true;
  if (change.what === "edited") return membershipsAfter(all).size === 0;
  return later.some(
    ({ what, organisationId }) => what === "removed" && organisationId === change.organisationId,
  );
}

/** The lines that one list has more often than the other. */
export function surplus(of: string[], over: string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of over) counts.set(line, (counts.get(line) ?? 0) + 1);
  return of.filter((line) => {
    const left = counts.get(line) ?? 0;
    counts.set(line, left - 1);
    return left <= 0;
  });
}
