import { type RawBuilder, sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import type { WorkerEnvironment } from "../../environment.ts";
import { fullName } from "../../people/details.ts";
import { allIdsOf } from "../../people/merged.ts";
import { emailKinds, type ExtraPlaceholder } from "../kinds.ts";
import { neutralise } from "./neutralise.ts";
import type { QueuedEmail } from "./next-email.ts";

type Email = Pick<QueuedEmail, "id" | "kind" | "supportUserId" | "organisationUserId" | "organisation"> & {
  recipient: string;
  firstName: string;
  lastName: string;
};

/**
 * The placeholders whose values contain text that people typed, for Notify's option `sanitise_content_for`. The email
 * address is not one of them: it must not be changed, and a valid address contains no scheme, space or bracket.
 */
export const userTextFields = ["name", "organisation", "organisations", "access"];

/**
 * Returns the values for the placeholders of an email's template, with what people typed neutralised (specification,
 * section 4, Typed text).
 */
export async function personalise(
  db: Database,
  environment: WorkerEnvironment,
  email: Email,
): Promise<Record<string, string>> {
  const service = serviceFor(environment, email);
  const personalisation: Record<string, string> = {
    name: await nameIn(db, email),
    service,
    contact_email: environment.CONTACT_EMAIL,
    sign_in_url: `${environment.PUBLIC_URL}/sign-in`,
    email_address: email.recipient,
  };
  for (const placeholder of emailKinds[email.kind].extraPlaceholders) {
    personalisation[placeholder] = await extras[placeholder](db, email, service);
  }
  for (const field of userTextFields) {
    const typed = personalisation[field];
    if (typed !== undefined) personalisation[field] = neutralise(typed);
  }
  return personalisation;
}

const extras: Record<ExtraPlaceholder, (db: Database, email: Email, service: string) => Promise<string>> = {
  organisation: (_db, { organisation }) => Promise.resolve(organisation ?? ""),
  organisations: nameFormerOrganisations,
  access: describeAccess,
};

/**
 * The name of the person in an email. If the email is about a removal, the name is that of the removal's entry in the
 * activity log: the person's record can be of somebody else since (specification, section 4, What no longer holds).
 */
async function nameIn(db: Database, email: Email): Promise<string> {
  const personId = email.supportUserId ?? email.organisationUserId;
  if (emailKinds[email.kind].isInvitation || personId === null) return fullName(email);
  const { rows } = await sql<{ name: string | null }>`
    select subject_name as name from emails join activity
      on subject_id = any(${allIdsOf(personId)}) and action = 'removed'
        and (activity.organisation_id is not distinct from emails.organisation_id
          or activity.organisation_id = any(organisation_ids))
    where emails.id = ${email.id}
    order by abs(extract(epoch from at - created_at)) -- one change stores both
    limit 1
  `.execute(db);
  const [entry] = rows;
  return entry === undefined ? fullName(email) : (entry.name ?? "user");
}

/** The name of the console in emails to support users, of the service in all others (specification, section 2). */
function serviceFor({ SERVICE_NAME }: WorkerEnvironment, { supportUserId }: Email): string {
  return supportUserId === null ? SERVICE_NAME : `Support for ${SERVICE_NAME}`;
}

/** Names what the person can use: the service and, for an organisation user, all their organisations in it. */
async function describeAccess(db: Database, { organisationUserId }: Email, service: string): Promise<string> {
  if (organisationUserId === null) return service;
  const isTheirs = sql<boolean>`id in (select organisation_id from memberships where user_id = ${organisationUserId})`;
  return `${await nameOrganisations(db, isTheirs)} in ${service}`;
}

/** Names the organisations that an email is about, and that the person no longer belongs to. */
function nameFormerOrganisations(db: Database, { id }: Email): Promise<string> {
  return nameOrganisations(
    db,
    sql`id in (select unnest(organisation_ids) from emails where emails.id = ${id})`,
  );
}

async function nameOrganisations(db: Database, condition: RawBuilder<boolean>): Promise<string> {
  const organisations = await db
    .selectFrom("organisations")
    .select("name")
    .where(condition)
    .orderBy(sql`name collate english`)
    .orderBy("id")
    .execute();
  return new Intl.ListFormat("en-GB").format(organisations.map(({ name }) => name));
}
