import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import type { Environment } from "../../environment.ts";
import { fullName } from "../../people/details.ts";
import { emailKinds, type ExtraPlaceholder } from "../kinds.ts";
import { neutralise } from "./neutralise.ts";
import type { QueuedEmail } from "./next-email.ts";

type Email = Pick<QueuedEmail, "kind" | "supportUserId" | "organisationUserId" | "organisation"> & {
  recipient: string;
  firstName: string;
  lastName: string;
};

/**
 * The placeholders whose values contain text that people typed, for Notify's option `sanitise_content_for`. The email
 * address is not one of them: it must not be changed, and a valid address contains no scheme, space or bracket.
 */
export const userTextFields = ["name", "organisation", "access"];

/**
 * Returns the values for the placeholders of an email's template, with what people typed neutralised (specification,
 * section 4, Typed text).
 */
export async function personalise(
  db: Database,
  environment: Environment,
  email: Email,
): Promise<Record<string, string>> {
  const service = serviceFor(environment, email);
  const personalisation: Record<string, string> = {
    name: fullName(email),
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
  access: describeAccess,
};

/** The name of the console in emails to support users, of the service in all others (specification, section 2). */
function serviceFor({ SERVICE_NAME }: Environment, { supportUserId }: Email): string {
  return supportUserId === null ? SERVICE_NAME : `Support for ${SERVICE_NAME}`;
}

/** Names what the person can use: the service and, for an organisation user, all their organisations in it. */
async function describeAccess(db: Database, { organisationUserId }: Email, service: string): Promise<string> {
  if (organisationUserId === null) return service;
  const organisations = await db
    .selectFrom("memberships")
    .innerJoin("organisations", "organisations.id", "organisation_id")
    .select("name")
    .where("user_id", "=", organisationUserId)
    .orderBy(sql`name collate english`)
    .orderBy("organisations.id")
    .execute();
  const names = organisations.map(({ name }) => name);
  return `${new Intl.ListFormat("en-GB").format(names)} in ${service}`;
}
