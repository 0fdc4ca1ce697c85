import type { Database } from "../../db/database.ts";
import type { EmailKind, Environment } from "../environment.ts";
import { fullName } from "../people/name.ts";
import { type Addressee, findAddressee } from "./addressee.ts";

/** What an email is about, as its record says. */
export type EmailSubject = Addressee & { kind: EmailKind; recipient: string; organisationId: string | null };

/**
 * The fields whose content people typed, for Notify's `sanitise_content_for`. The address is not among them: it must
 * arrive to the letter, and what passes as an address holds neither a scheme nor spaces nor brackets.
 */
export const userTextFields = ["name", "organisation", "access"];

/**
 * What a template's placeholders stand for, as of now.
 *
 * @returns undefined where the person or the organisation is gone
 */
export async function personalise(
  db: Database,
  environment: Environment,
  email: EmailSubject,
): Promise<Record<string, string> | undefined> {
  const person = await findAddressee(db, email);
  if (person === undefined) return undefined;
  const service = serviceFor(environment, email);
  const shared = {
    name: fullName(person),
    service,
    contact_email: environment.CONTACT_EMAIL,
    sign_in_url: `${environment.PUBLIC_URL}/sign-in`,
    email_address: email.recipient,
  };
  if (email.kind === "email_address_changed")
    return { ...shared, access: await accessOf(db, email, service) };
  if (email.organisationId === null) return shared;
  return { ...shared, organisation: await organisationName(db, email.organisationId) };
}

/** Support users' emails name the console, the rest the service (specification, section 2). */
function serviceFor({ SERVICE_NAME }: Environment, { supportUserId }: EmailSubject): string {
  return supportUserId === null ? SERVICE_NAME : `Support for ${SERVICE_NAME}`;
}

async function organisationName(db: Database, id: string): Promise<string> {
  const { name } = await db
    .selectFrom("organisations")
    .select("name")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return name;
}

/** What the person can use: for an organisation user all their organisations, by name. */
async function accessOf(
  db: Database,
  { organisationUserId }: EmailSubject,
  service: string,
): Promise<string> {
  if (organisationUserId === null) return service;
  const organisations = await db
    .selectFrom("memberships")
    .innerJoin("organisations", "organisations.id", "organisation_id")
    .select("name")
    .where("user_id", "=", organisationUserId)
    .orderBy("name")
    .execute();
  const names = organisations.map(({ name }) => name);
  return `${new Intl.ListFormat("en-GB").format(names)} in ${service}`;
}
