import { sql, type Transaction } from "kysely";
import { type Database, violatedConstraint } from "../../db/database.ts";
import type { FieldChanges } from "../../db/json-columns.ts";
import { transact } from "../../db/transactions/transact.ts";
import type { DB } from "../../db/types.ts";
import { changesBetween, recordActivity } from "../activity/activity.ts";
import { system } from "../actor.ts";
import { detailColumns, type Details, fullName, toColumns } from "../people/details.ts";
import { organisationUserEmail, supportUserEmail } from "../people/email.ts";
import { type UserKind, userKinds } from "../people/kinds.ts";
import { nameSchema } from "../people/name.ts";
import { countsFrom } from "../people/person.ts";
import type { RefusedReason } from "../sign-in-problems/refused/reasons.ts";
import { recordRefused, resolveBySuccess } from "../sign-in-problems/refused/record.ts";
import { type Report, reportFrom } from "../security-events/report.ts";
import { type RefusalFacts, refusalOf } from "../sign-in-problems/refused/refusal.ts";
import { findRemovedSupportUser } from "../sign-in-problems/refused/removed.ts";
import { type Candidate, type Identity, match } from "./match.ts";
import { takeAddress } from "./merge.ts";

type User = Candidate & Details & { lastSignedInAt: Date | null };

/** The order in which kinds of user are matched (specification, section 6, The email-match rule). */
const kindsInOrder = ["support_user", "organisation_user"] as const satisfies UserKind[];

/**
 * The largest number of attempts. An attempt fails if another change takes the same email address or id and commits
 * first; the next attempt reads that change.
 */
const attempts = 5;

export type RecognisedUser = { kind: UserKind; id: string };

/** Who signs in: a user, or a person who has no access, and why. */
export type Recognised = { user: RecognisedUser } | { user: null; reason: RefusedReason };

/**
 * Finds the user who signs in, by the email-match rule, and stores their id at DfE Sign-in, the time of the sign-in,
 * and their name and email address. Records changes in the activity log (specification, section 6, The email-match
 * rule), and a sign-in that is refused as a problem (specification, section 12, Refused sign-ins).
 *
 * @param begin called in the same transaction, while the user is locked. It begins the session, so that a session cannot
 * outlive the user's removal at the same moment.
 * @param report writes the security events of the changes
 * @returns what `begin` returns
 */
export async function recognise<Result>(
  db: Database,
  identity: Identity,
  begin: (trx: Transaction<DB>, recognised: Recognised) => Promise<Result>,
  report?: Report,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transact(db, async (trx) => {
        reportFrom(trx, report);
        return begin(trx, await tryOnce(trx, identity));
      });
    } catch (error) {
      // A constraint is violated if another change took the email address or the id at the same time.
      if (violatedConstraint(error) === undefined || attempt === attempts) throw error;
    }
  }
}

async function tryOnce(trx: Transaction<DB>, identity: Identity): Promise<Recognised> {
  const found = await tryKinds(trx, identity);
  if ("id" in found) {
    const hasAccess = await resolveBySuccess(trx, identity, found);
    if (!hasAccess) await recordRefused(trx, identity, { reason: "no_organisation", about: found });
    return { user: found };
  }
  const isVerified = identity.emailVerified !== false;
  const isStranger = isVerified && !found.linkedTo && !found.outside;
  const removed = isStranger ? await findRemovedSupportUser(trx, identity) : undefined;
  const refusal = refusalOf({ ...found, removed, isVerified });
  await recordRefused(trx, identity, refusal);
  return { user: null, reason: refusal.reason };
}

/** Users who show why nobody is recognised. */
type Unrecognised = Pick<RefusalFacts, "linkedTo" | "outside">;

async function tryKinds(trx: Transaction<DB>, identity: Identity): Promise<RecognisedUser | Unrecognised> {
  let unrecognised: Unrecognised = {};
  for (const kind of kindsInOrder) {
    const result = await tryKind(trx, kind, identity);
    if ("id" in result) return { kind, id: result.id };
    if (result.outside) return result;
    unrecognised = { ...result, ...unrecognised };
  }
  return unrecognised;
}

async function tryKind(
  trx: Transaction<DB>,
  kind: UserKind,
  identity: Identity,
): Promise<User | Unrecognised> {
  const candidates = await findCandidates(trx, kind, identity);
  const result = match(identity, candidates);
  if (result.outcome === "none") return {};
  const { user } = result;
  const about = { kind, id: user.id };
  if (result.outcome === "mismatch") {
    await recordMismatch(trx, kind, user);
    return { linkedTo: about };
  }
  if (result.outcome === "first") {
    const action = user.lastSignedInAt === null ? "first_signed_in" : "linked_anew";
    await storeSignIn(trx, kind, user, identity, user.email, action);
    return user;
  }
  const { newEmail = user.email } = result;
  if (kind === "support_user" && isOutside(newEmail)) {
    await recordMismatch(trx, kind, user, { email: { from: user.email, to: newEmail } });
    return { outside: about };
  }
  const holder = candidates.find(({ id, email }) => id !== user.id && email === newEmail);
  const isValid = userKinds[kind].emailSchema.safeParse(newEmail).success;
  const mayFollow = isValid && (await takeAddress(trx, kind, user, holder));
  if (!mayFollow) await recordMismatch(trx, kind, user, { email: { from: user.email, to: newEmail } });
  await storeSignIn(trx, kind, user, identity, mayFollow ? newEmail : user.email, "edited");
  return user;
}

/** Whether an email address is valid, but not at a domain of the Department for Education. */
function isOutside(email: string): boolean {
  return organisationUserEmail.safeParse(email).success && !supportUserEmail.safeParse(email).success;
}

/** The stored id with a UUID in lower case. Two indexes are on this expression. */
const dfeSignInKey = sql<string | null>`dfe_sign_in_key(dfe_sign_in_id)`;

function findCandidates(trx: Transaction<DB>, kind: UserKind, { sub, email }: Identity): Promise<User[]> {
  const { table, isCurrent } = userKinds[kind];
  return trx
    .selectFrom(table)
    .select(["id", dfeSignInKey.as("dfeSignInId"), "last_signed_in_at as lastSignedInAt", ...detailColumns])
    .where((where) => where.or([where(dfeSignInKey, "=", sub), where("email", "=", email)]))
    .where(isCurrent)
    .orderBy("id")
    .forUpdate()
    .execute();
}

/** Records a sign-in that could not be used, unless the log has the same entry from the last 24 hours. */
async function recordMismatch(
  trx: Transaction<DB>,
  kind: UserKind,
  user: User,
  changes?: FieldChanges,
): Promise<void> {
  const same = await trx
    .selectFrom("activity")
    .select("id")
    .where("subject_id", "=", user.id)
    .where("action", "=", "sign_in_mismatch")
    .where("changes", "is not distinct from", changes ?? null)
    .where("at", ">", sql<Date>`greatest(now() - interval '1 day', ${countsFrom(user.id)})`)
    .limit(1)
    .executeTakeFirst();
  if (same !== undefined) return;
  await recordActivity(trx, system, { action: "sign_in_mismatch", subject: { ...user, kind }, changes });
}

/** Stores the sign-in, and records it in the activity log; as `edited` only if the name or email address changed. */
async function storeSignIn(
  trx: Transaction<DB>,
  kind: UserKind,
  user: User,
  identity: Identity,
  email: string,
  action: "first_signed_in" | "linked_anew" | "edited",
): Promise<void> {
  const firstName = validName(identity.givenName) ?? user.firstName;
  const lastName = validName(identity.familyName) ?? user.lastName;
  const details: Details = { ...user, firstName, lastName, email };
  const { table } = userKinds[kind];
  const { sub, sentSub = sub } = identity;
  await trx
    .updateTable(table)
    .set({ ...toColumns(details), dfe_sign_in_id: sentSub, last_signed_in_at: sql<Date>`now()` })
    .where("id", "=", user.id)
    .execute();
  const changes = changesBetween(user, details);
  if (action === "edited" && !changes) return;
  const actor = { kind, id: user.id, name: fullName(details) };
  await recordActivity(trx, actor, { action, subject: { kind, id: user.id, ...details }, changes });
}

function validName(text: string | undefined): string | undefined {
  return nameSchema("Name").safeParse(text).data;
}
