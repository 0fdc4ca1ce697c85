import type { Database } from "../../db/database.ts";
import type { Environment } from "../environment.ts";
import { fullName } from "../people/name.ts";
import { type Addressee, findAddressee } from "./addressee.ts";
import { type EmailKind, emailKinds, type ExtraPlaceholder } from "./kinds.ts";

type Email = Addressee & { kind: EmailKind; recipient: string };

/**
 * The placeholders whose values contain text that people typed, for Notify's option `sanitise_content_for`. The email
 * address is not one of them: Notify must not change it, and a valid address contains no scheme, space or bracket.
 */
export const userTextFields = ["name", "organisation", "access"];

/**
 * Returns the values for the placeholders of an email's template, read from the database now.
 *
 * @returns undefined if the person's record was deleted
 */
export async function personalise(
  db: Database,
  environment: Environment,
  email: Email,
): Promise<Record<string, string> | undefined> {
  const person = await findAddressee(db, email);
  if (person === undefined) return undefined;
  const service = serviceFor(environment, email);
  const personalisation: Record<string, string> = {
    name: fullName(person),
    service,
    contact_email: environment.CONTACT_EMAIL,
    sign_in_url: `${environment.PUBLIC_URL}/sign-in`,
    email_address: email.recipient,
  };
  for (const placeholder of emailKinds[email.kind].extraPlaceholders) {
    personalisation[placeholder] = await extras[placeholder](db, email, service);
  }
  return personalisation;
}

const extras: Record<ExtraPlaceholder, (db: Database, email: Email, service: string) => Promise<string>> = {
  organisation: findOrganisationName,
  access: describeAccess,
};

/** The name of the console in emails to support users, of the service in all others (specification, section 2). */
function serviceFor({ SERVICE_NAME }: Environment, { supportUserId }: Email): string {
  return supportUserId === null ? SERVICE_NAME : `Support for ${SERVICE_NAME}`;
}

async function findOrganisationName(db: Database, { organisationId }: Email): Promise<string> {
  const { name } = await db
    .selectFrom("organisations")
    .select("name")
    .where("id", "=", organisationId)
    .executeTakeFirstOrThrow();
  return name;
}

/** Names what the person can use: the service and, for an organisation user, all their organisations in it. */
async function describeAccess(db: Database, { organisationUserId }: Email, service: string): Promise<string> {
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
