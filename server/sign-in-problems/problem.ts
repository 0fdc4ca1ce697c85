import { sql } from "kysely";
import { jsonObjectFrom } from "kysely/helpers/postgres";
import type { Database } from "../../db/database.ts";
import { isoTime } from "../../db/iso-time.ts";
import { compiledOnce, type Placeholders } from "../../db/statements/compiled-once.ts";
import { detailColumns } from "../people/details.ts";
import { isNotifiable, supportUserEmail } from "../people/email.ts";
import { notFound } from "../refusals.ts";
import { findCandidates } from "./candidates/candidates.ts";
import { problemColumns } from "./list.ts";
import type { RefusedReason } from "./refused/reasons.ts";
import type { ProblemPage } from "./schema.ts";

/**
 * The reasons after which the person can be invited at the address they used. An unconfirmed address may be anybody's. One
 * that is linked stays with its user, and a support user who left the Department for Education is still known by their id:
 * an invitation would let neither in.
 */
const invitableReasons: RefusedReason[] = ["removed_support_user", "no_organisation", "not_invited"];

/**
 * Returns a refused sign-in, with the people it could be and what can be done (specification, section 12, Who it
 * could be).
 *
 * @throws {TRPCError} NOT_FOUND
 */
export async function describeProblem(db: Database, problemId: string): Promise<ProblemPage> {
  const [problem] = await problemById(db, { problemId });
  if (problem === undefined) throw notFound();
  const { supportUser, organisationUser, matchedEmail, isTaken, invited, ...rest } = problem;
  const mayAdd = mayInvite({ ...rest, matchedEmail });
  return {
    ...rest,
    invited: invited && { at: invited.at, by: { kind: invited.kind, name: invited.name } },
    person:
      (supportUser && { kind: "support_user", ...supportUser }) ??
      (organisationUser && { kind: "organisation_user", ...organisationUser }),
    candidates: mayAdd && !isTaken ? await findCandidates(db, problemId) : [],
    mayAddToOrganisation: mayAdd,
    mayAddAsSupportUser: mayAdd && supportUserEmail.safeParse(matchedEmail).success,
  };
}

/** Whether the person can be invited at the address that was refused, as one of the people it could be or as a new one. */
export function mayInvite({
  state,
  reason,
  matchedEmail,
}: Pick<ProblemPage, "state" | "reason"> & { matchedEmail: string }): boolean {
  return state === "open" && invitableReasons.includes(reason) && isNotifiable(matchedEmail);
}

/** An SQL condition: an organisation user who belongs to an organisation has the address. */
const isTaken = sql<boolean>`exists (
  select from organisation_users join memberships on user_id = organisation_users.id
  where organisation_users.email = matched_email
)`;

type Invited = { at: string; kind: "support_user" | "api_token"; name: string };

const invited = sql<Invited | null>`
  case when invited_at is not null then json_build_object(
    'at', ${isoTime(sql<Date>`invited_at`)}, 'kind', invited_by_kind, 'name', invited_by_name
  ) end
`;

const problemById = compiledOnce((db, { problemId }: Placeholders<{ problemId: string }>) =>
  db
    .selectFrom("refused_sign_ins")
    .select(problemColumns)
    .select(["matched_email as matchedEmail", isTaken.as("isTaken"), invited.as("invited")])
    .select((query) => {
      const personOf = (table: "support_users" | "organisation_users") =>
        jsonObjectFrom(
          query
            .selectFrom(table)
            .select(["id", ...detailColumns])
            .whereRef("id", "=", table === "support_users" ? "support_user_id" : "organisation_user_id"),
        );
      return [
        isoTime(query.ref("resolved_at")).as("resolvedAt"),
        personOf("support_users").as("supportUser"),
        personOf("organisation_users").as("organisationUser"),
      ];
    })
    .where("refused_sign_ins.id", "=", problemId),
);
