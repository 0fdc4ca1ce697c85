import { randomInt, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { inject } from "vitest";
import { type Database, openDatabase } from "../../../db/database.ts";
import type { ActivityAction, EmailStatus } from "../../../db/types.ts";
import { kindNames } from "../../../app/components/activity/activity-words.ts";
import { emailQueues } from "../../../server/emails/queue.ts";
import { closeOrganisation, createOrganisation } from "../../records/organisations.ts";
import { createOrganisationUser, createSupportUser } from "../../records/people.ts";
import { newLongPerson, newPerson, type Person } from "../steps/people.ts";

/** Changes the product's database directly, where a journey would take hours. */
export async function withDatabase<Result>(work: (db: Database) => Promise<Result>): Promise<Result> {
  const db = openDatabase(inject("product").database, () => undefined);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

function inTransaction<Result>(work: (trx: Database) => Promise<Result>): Promise<Result> {
  return withDatabase((db) => db.transaction().execute(work));
}

/** Other journeys count the users of these. */
const counted = ["Ashgrove Primary School", "Brookfield High School", "Calder Teacher Training"];

/** Stores a user of the first organisations in the alphabet. */
export function storeMember(count: number): Promise<Person> {
  return withDatabase(async (db) => {
    const others = db.selectFrom("organisations").selectAll().where("name", "not in", counted);
    const organisations = await others.orderBy("name").limit(count).execute();
    return createOrganisationUser(db, newPerson(), { organisations });
  });
}

/** Stores a support user who has not signed in yet, first in the list. */
export async function storeColleague(): Promise<Person> {
  const { email, ...names } = newPerson("Aaliyah");
  const person = { ...names, email: email.replace("example.com", "education.gov.uk") };
  await withDatabase((db) => createSupportUser(db, person));
  return person;
}

/** What organisations that tests store have, so that no search of a journey finds them: those are for Ashgrove. */
const elsewhere = () => ({
  ...{ urn: null, ukprn: String(randomInt(90_000_000, 99_999_999)) },
  ...{ town: "Hexham", postcode: "NE46 1AB" },
});

/** Stores an organisation without users, and returns its page's path. */
export function storeOrganisation(name: string): Promise<string> {
  return withDatabase(async (db) => {
    const { id } = await createOrganisation(db, name, elsewhere());
    return `/support/organisations/${id}`;
  });
}

/**
 * Stores an organisation that closed on 31 August 2026 with one user, and open organisations that replaced it. Returns
 * their names, and the path of the closed one.
 */
export function storeClosedOrganisation(details: Person, successors = 1) {
  return inTransaction(async (db) => {
    const names = Array.from({ length: successors + 1 }, () => `Tester School ${randomUUID().slice(0, 8)}`);
    const [first = "", ...others] = names.toSorted();
    const store = (name: string) => createOrganisation(db, name, elsewhere());
    const closed = await store(first);
    const open = [];
    for (const one of others) open.push(await store(one));
    await createOrganisationUser(db, details, { organisations: [closed] });
    await closeOrganisation(db, closed, { successors: open });
    const path = `/support/organisations/${closed.id}`;
    return { closed: closed.name, successor: open[0]?.name ?? "", path };
  });
}

/** Stores a user with an email of each status, and returns their page's path. */
export function storeUserWithEmails(organisationName: string, details: Person): Promise<string> {
  return inTransaction(async (db) => {
    const organisation = await findOrganisation(db, organisationName);
    const person = await createOrganisationUser(db, details, { organisations: [organisation] });
    const about = {
      kind: "organisation_user_added",
      recipient: person.email,
      organisation_user_id: person.id,
      organisation_id: organisation.id,
    } as const;
    const at = new Date();
    const emails: Record<EmailStatus, object> = {
      cancelled: { kind: "email_address_changed", cancelled_at: at },
      sent: { kind: "organisation_user_removed", notify_id: randomUUID(), sent_at: at },
      delivered: { notify_id: randomUUID(), sent_at: at, delivered_at: at },
      failed: { failed_at: at, error: "permanent-failure" },
      queued: {},
    };
    const statuses = Object.keys(emails) as EmailStatus[];
    const stored = await db
      .insertInto("emails")
      .values(statuses.map((status) => ({ ...about, ...emails[status], status })))
      .returning(["id", "status"])
      .execute();
    // The job is not due yet; without a job the worker would make one and send the email.
    const queued = stored.filter(({ status }) => status === "queued");
    for (const { id } of queued) {
      await sql`
        insert into pgboss.job (name, data, start_after)
        values (${emailQueues.single}, ${JSON.stringify({ emailId: id })}, now() + interval '1 day')
      `.execute(db);
    }
    return `/support/organisations/${organisation.id}/users/${person.id}`;
  });
}

/** Finds an organisation by name. */
function findOrganisation(db: Database, name: string) {
  return db.selectFrom("organisations").selectAll().where("name", "=", name).executeTakeFirstOrThrow();
}

/** The kinds of entries that are about no user. They are found by who did it. */
const withoutSubject = ["imported", "problem_resolved"];

/**
 * Stores this many entries of each kind about a person with the longest name allowed, and returns their id.
 */
export function storeActivity(times: number): Promise<string> {
  return withDatabase(async (db) => {
    const { firstName } = newLongPerson();
    const [subject, name] = [randomUUID(), `${firstName} ${firstName}`];
    const organisation = await findOrganisation(db, "Quarry Bank Primary School");
    const actor = { actor_kind: "support_user", actor_id: randomUUID(), actor_name: name } as const;
    const changes = { firstName: { from: firstName, to: "Zara" } };
    const about = { subject_kind: "organisation_user", subject_id: subject, subject_name: name } as const;
    const entries = Object.keys(kindNames).map((kind) => ({
      ...(withoutSubject.includes(kind) ? { ...actor, actor_id: subject } : { ...actor, ...about }),
      action: kind as ActivityAction,
      organisation_id: organisation.id,
      changes: kind === "edited" ? changes : null,
    }));
    const rows = Array.from({ length: times }, () => entries).flat();
    await db.insertInto("activity").values(rows).execute();
    return subject;
  });
}
