import type { Database } from "../../db/database.ts";
import type { Environment } from "../environment.ts";
import { fullName } from "../people/name.ts";
import { type Addressee, findAddressee } from "./addressee.ts";
import { type EmailKind, emailKinds, type ExtraPlaceholder } from "./kinds.ts";

type Email = Addressee & { kind: EmailKind; recipient: string };

/**
 * The placeholders that contain text people typed, for Notify's `sanitise_content_for`. The email address is left out:
 * it must not change by a character, and a valid address contains no scheme, space or bracket.
 */
export const userTextFields = ["name", "organisation", "access"];

/**
 * Fills in the placeholders of an email's template, as of now.
 *
 * @returns undefined when the person was deleted
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

/** Support users' emails name the console, the others the service (specification, section 2). */
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

/** What the person can use: the service, and for an organisation user the names of all their organisations. */
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
