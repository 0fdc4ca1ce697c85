import type { Database } from "../../../../db/database.ts";
import type { ActivityAction } from "../../../../db/types.ts";

/** The figures of all time, counted from the whole log and all emails, one after the other, without SQL. */
export type Recount = {
  users: number;
  invitationSent: number;
  invitationDelivered: number;
  /** The days until the first sign-in of each who signed in, in order. */
  signInDays: number[];
  /** By month, `YYYY-MM`. */
  added: Record<string, number>;
  removed: Record<string, number>;
  emails: Record<string, number>;
  failed: Record<string, number>;
};

type Entry = {
  at: Date;
  action: ActivityAction;
  subject: string;
  actor: string | null;
  organisation: string | null;
};

type Case = { user: string; day: string; begins: Date; next?: Date; signedIn?: string };

const london = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" });
const dayOf = (time: Date) => london.format(time);
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** @param addressees the record to which each email was when it was requested */
export async function recount(
  db: Database,
  addressees: Map<string, string | null>,
  lastDay: string,
): Promise<Recount> {
  const entries = (await readEntries(db)).filter(({ at }) => dayOf(at) <= lastDay);
  const { cases, removals } = followPeople(entries);
  const emails = await readOutcomes(db);
  const counts = ({ day }: Case, at: Date) => dayOf(at) <= lastDay && daysBetween(day, dayOf(at)) <= 90;
  const reached = (outcome: string) =>
    cases.filter((one) =>
      emails.some(
        (email) =>
          ["organisation_user_added", "email_address_changed"].includes(email.kind) &&
          addressees.get(email.id) === one.user &&
          isFrom(email.createdAt, one.begins) &&
          (one.next === undefined || !isFrom(email.createdAt, one.next)) &&
          email.outcomes.some(({ name, at }) => name === outcome && counts(one, at)),
      ),
    ).length;
  const days = cases.flatMap(({ day, signedIn }) => (signedIn ? [daysBetween(day, signedIn)] : []));
  const outcomes = emails.flatMap(({ outcomes, error }) => outcomes.map((one) => ({ ...one, error })));
  const past = outcomes.filter(({ at }) => dayOf(at) <= lastDay);
  return {
    users: cases.length,
    invitationSent: reached("sent"),
    invitationDelivered: reached("delivered"),
    signInDays: days.filter((one) => one <= 90).toSorted((one, other) => one - other),
    added: tally(cases.map(({ day }) => day.slice(0, 7))),
    removed: tally(removals.map((at) => dayOf(at).slice(0, 7))),
    emails: tally(past.map(({ name }) => name)),
    failed: tally(past.flatMap(({ name, error }) => (name === "failed" && error !== null ? [error] : []))),
  };
}

/** Whether an email is of an adding or later. Both are written by one statement, in either order. */
const isFrom = (email: Date, added: Date) => email.getTime() > added.getTime() - 50;

function tally(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names.toSorted()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Follows each entry: who belongs where, whose case begins, and which removals are the last. */
function followPeople(entries: Entry[]): { cases: Case[]; removals: Date[] } {
  const places = new Map<string, Set<string | null>>();
  const placesOf = (user: string) => places.get(user) ?? places.set(user, new Set()).get(user) ?? new Set();
  const open = new Map<string, Case>();
  const cases: Case[] = [];
  const removals: Date[] = [];
  for (const { at, action, subject, actor, organisation } of entries) {
    if (action === "added") {
      const one: Case = { user: subject, day: dayOf(at), begins: at };
      const last = cases.findLast(({ user }) => user === subject);
      if (last) last.next = at;
      cases.push(one);
      open.set(subject, one);
    }
    if (action === "added" || action === "linked") placesOf(subject).add(organisation);
    if (action === "first_signed_in" || action === "merged") {
      const one = open.get(subject);
      if (one && placesOf(subject).size > 0) one.signedIn ??= dayOf(at);
    }
    if (action === "merged" && actor !== null) {
      for (const place of placesOf(subject)) placesOf(actor).add(place);
      places.delete(subject);
    }
    if (action === "removed") {
      placesOf(subject).delete(organisation);
      if (placesOf(subject).size > 0) continue;
      removals.push(at);
      open.delete(subject);
    }
  }
  return { cases, removals };
}

async function readEntries(db: Database): Promise<Entry[]> {
  const rows = await db
    .selectFrom("activity")
    .select(["at", "action", "subject_id", "actor_id", "organisation_id"])
    .where("subject_kind", "=", "organisation_user")
    .orderBy("id")
    .execute();
  return rows.map(({ at, action, subject_id, actor_id, organisation_id }) => ({
    ...{ at, action, subject: subject_id ?? "", actor: actor_id, organisation: organisation_id },
  }));
}

async function readOutcomes(db: Database) {
  const rows = await db.selectFrom("emails").selectAll().execute();
  return rows.map(({ id, kind, created_at, error, ...email }) => {
    const sentAt = email.notify_id === null ? null : (email.sent_at ?? email.failed_at);
    const times = {
      sent: sentAt,
      delivered: email.delivered_at,
      failed: email.failed_at,
      cancelled: email.cancelled_at,
    };
    const outcomes = Object.entries(times).flatMap(([name, at]) => (at === null ? [] : [{ name, at }]));
    return { id, kind, createdAt: created_at, error, outcomes };
  });
}
