import { sql, type Transaction } from "kysely";
import { type Database, violatedConstraint } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { type Changes, changesBetween, recordActivity } from "../activity/activity.ts";
import { system } from "../actor.ts";
import { organisationUserEmail, supportUserEmail } from "../people/email.ts";
import { fullName, nameSchema } from "../people/name.ts";
import { assignDetails } from "../people/stored-details.ts";
import { type Candidate, type Identity, match } from "./match.ts";

type User = Candidate & { firstName: string; lastName: string };

/** The two kinds of user, in the order in which they are tried. */
const kinds = [
  {
    name: "support_user",
    table: "support_users",
    current: sql`removed_at is null`,
    accepts: supportUserEmail,
  },
  {
    name: "organisation_user",
    table: "organisation_users",
    current: sql`true`,
    accepts: organisationUserEmail,
  },
] as const;

type Kind = (typeof kinds)[number];

/** Each loses against another change that was committed, so the next one sees more. */
const attempts = 5;

export type RecognisedUser = { kind: Kind["name"]; id: string };

/**
 * Finds whom an identity of DfE Sign-in is here, by the email-match rule, and keeps the record in step: id and time of
 * the sign-in, name, address, activity (specification, section 6).
 *
 * @returns null for somebody without access
 */
export async function recognise(db: Database, identity: Identity): Promise<RecognisedUser | null> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute((trx) => tryKinds(trx, identity));
    } catch (error) {
      // Somebody took the address or the id meanwhile; now that is committed and can be seen.
      if (violatedConstraint(error) === undefined || attempt === attempts) throw error;
    }
  }
}

async function tryKinds(trx: Transaction<DB>, identity: Identity): Promise<RecognisedUser | null> {
  for (const kind of kinds) {
    const result = await tryKind(trx, kind, identity);
    if (result === "refused") return null;
    if (result) return { kind: kind.name, id: result.id };
  }
  return null;
}

async function tryKind(
  trx: Transaction<DB>,
  kind: Kind,
  identity: Identity,
): Promise<User | "refused" | null> {
  const candidates = await findCandidates(trx, kind, identity);
  const result = match(identity, candidates);
  if (result.outcome === "none") return null;
  const { user } = result;
  if (result.outcome === "mismatch") {
    await recordMismatch(trx, kind, user);
    return null;
  }
  if (result.outcome === "first") {
    await storeSignIn(trx, kind, user, identity, user.email, "first_signed_in");
    return user;
  }
  const { newEmail = user.email } = result;
  if (kind.name === "support_user" && isOutside(newEmail)) {
    await recordMismatch(trx, kind, user, { email: { from: user.email, to: newEmail } });
    return "refused";
  }
  const isFree = candidates.every(({ id, email }) => id === user.id || email !== newEmail);
  const mayFollow = isFree && kind.accepts.safeParse(newEmail).success;
  if (!mayFollow) await recordMismatch(trx, kind, user, { email: { from: user.email, to: newEmail } });
  await storeSignIn(trx, kind, user, identity, mayFollow ? newEmail : user.email, "edited");
  return user;
}

/** A real address, but none of the department's. */
function isOutside(email: string): boolean {
  return organisationUserEmail.safeParse(email).success && !supportUserEmail.safeParse(email).success;
}

async function findCandidates(trx: Transaction<DB>, kind: Kind, { sub, email }: Identity): Promise<User[]> {
  const { rows } = await sql<User>`
    select id, dfe_sign_in_id as "dfeSignInId", email, first_name as "firstName", last_name as "lastName"
    from ${sql.table(kind.table)}
    where (dfe_sign_in_id = ${sub} or email = ${email}) and ${kind.current}
    order by id for update
  `.execute(trx);
  return rows;
}

function recordMismatch(trx: Transaction<DB>, kind: Kind, user: User, changes?: Changes): Promise<void> {
  const subject = { ...user, kind: kind.name };
  return recordActivity(trx, system, { action: "sign_in_mismatch", subject, changes });
}

/** Stores the sign-in; an 'edited' row only where something changed. */
async function storeSignIn(
  trx: Transaction<DB>,
  kind: Kind,
  user: User,
  identity: Identity,
  email: string,
  action: "first_signed_in" | "edited",
): Promise<void> {
  const firstName = validName(identity.givenName) ?? user.firstName;
  const lastName = validName(identity.familyName) ?? user.lastName;
  await sql`
    update ${sql.table(kind.table)}
    set dfe_sign_in_id = ${identity.sub}, last_signed_in_at = now(),
      ${assignDetails(kind.name, { firstName, lastName, email })}
    where id = ${user.id}
  `.execute(trx);
  const changes = changesBetween(user, { firstName, lastName, email });
  if (action === "edited" && !changes) return;
  const subject = { kind: kind.name, id: user.id, firstName, lastName };
  await recordActivity(
    trx,
    { kind: kind.name, id: user.id, name: fullName(subject) },
    { action, subject, changes },
  );
}

function validName(text: string | undefined): string | undefined {
  return nameSchema("Name").safeParse(text).data;
}
