import type { Database } from "../../db/database.ts";
import type { RefusedReason } from "../../server/sign-in-problems/refused/reasons.ts";
import { identityOf, recogniseOnly } from "./identities.ts";
import type { Details } from "./people.ts";

/** Signs somebody in who is refused, and returns the id of the problem. */
export async function refuse(db: Database, details: Details, sub = `dsi-${details.email}`): Promise<string> {
  await recogniseOnly(db, identityOf(details, sub));
  const { id } = await db
    .selectFrom("refused_sign_ins")
    .select("id")
    .where("dfe_sign_in_id", "=", sub)
    .where("matched_email", "=", details.email)
    .orderBy("last_at", "desc")
    .executeTakeFirstOrThrow();
  return id;
}

/** The refused sign-ins, oldest first. */
export function readRefused(db: Database) {
  return db
    .selectFrom("refused_sign_ins")
    .select(["email", "given_name as givenName", "family_name as familyName", "reason", "count"])
    .select(["support_user_id as supportUser", "organisation_user_id as organisationUser"])
    .select(["resolved_at as resolvedAt", "invited_at as invitedAt"])
    .orderBy("first_at")
    .execute();
}

/** How many refused sign-ins of a reason were counted, and how many of them were stored. */
export function readDay(db: Database, reason: RefusedReason) {
  return db
    .selectFrom("refused_sign_in_days")
    .select(["attempts", "accounts"])
    .where("reason", "=", reason)
    .executeTakeFirst();
}
