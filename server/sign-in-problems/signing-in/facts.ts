import { type RawBuilder, sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { isoTime } from "../../../db/iso-time.ts";
import { compiledOnce, type Placeholders } from "../../../db/statements/compiled-once.ts";
import { explainFailure } from "../../emails/failed/reasons.ts";
import { type UserKind, userKinds } from "../../people/kinds.ts";
import { currentIdOf } from "../../people/merged.ts";
import { notFound } from "../../refusals.ts";
import { type LatestInvitation, latestInvitation } from "../candidates/invitation.ts";
import { alike, isDepartmental, measure, nearRows, refusedAs, usersAs } from "../candidates/likeness.ts";
import type { SigningInFacts } from "./finding.ts";

type Row = Omit<SigningInFacts, "invitation" | "isSelf"> & { id: string; latest: LatestInvitation | null };

/** A person's id, which may not be the one that was asked for, and what is known of how they sign in. */
export type Facts = Omit<SigningInFacts, "isSelf"> & { id: string };

/**
 * Reads what is known of how a person signs in. What was before the person was last added anew does not count.
 *
 * @throws {TRPCError} NOT_FOUND
 */
export async function readFacts(db: Database, kind: UserKind, userId: string): Promise<Facts> {
  const [found] = await factsAbout[kind](db, { userId });
  if (found === undefined) throw notFound();
  const { latest, ...facts } = found;
  return { ...facts, invitation: latest && explain(latest, !facts.isClosed) };
}

function explain(
  { status, statusAt: at, error }: LatestInvitation,
  canSendAgain: boolean,
): SigningInFacts["invitation"] {
  return status === "failed" ? { status, at, ...explainFailure(error ?? "", canSendAgain) } : { status, at };
}

const [person, problem] = [usersAs("person"), refusedAs("problem")];
const counts = sql<boolean>`problem.last_at >= coalesce(person.revived_at, '-infinity')`;
const lastTry = isoTime(sql<Date>`problem.last_at`);

const newest = (
  columns: RawBuilder<unknown>,
  from: RawBuilder<unknown>,
  condition: RawBuilder<boolean>,
) => sql`(
  select json_build_object('problemId', problem.id, 'at', ${lastTry}${columns}) from ${from}
  where ${condition} and ${counts} order by problem.last_at desc, problem.id desc limit 1
)`;

const otherAccount = (pointer: RawBuilder<unknown>) =>
  newest(
    sql`, 'hasSameName', problem.name_key = ${person.nameKey}`,
    sql`refused_sign_ins problem`,
    sql`${pointer} = person.id and reason = 'linked_account' and resolved_at is null and matched_email = person.email`,
  );

/** @param condition which refused sign-ins can be of a person of this kind */
function similar(condition: RawBuilder<boolean>) {
  const isOpen = sql<boolean>`resolved_at is null and invited_at is null and ${condition}`;
  const near = nearRows(sql`refused_sign_ins problem`, problem, isOpen, person);
  const similarOnes = sql`
    (${near}) near join refused_sign_ins problem using (id) cross join lateral (${measure(person, problem)}) measured
  `;
  return sql`
    case when person.last_signed_in_at is null
      then ${newest(sql``, similarOnes, alike.isAlike)} end
  `;
}

/** What differs between the kinds, besides `userKinds`. */
const differences = {
  support_user: {
    pointer: sql`problem.support_user_id`,
    belongs: sql<boolean>`true`,
    isClosed: sql<boolean>`false`,
    mayBeRefusedAs: isDepartmental(sql`matched_email`),
  },
  organisation_user: {
    pointer: sql`problem.organisation_user_id`,
    belongs: sql<boolean>`exists (select from memberships where user_id = person.id)`,
    isClosed: sql<boolean>`coalesce((
      select bool_and(is_closed) from memberships join organisations on organisations.id = organisation_id
      where user_id = person.id
    ), false)`,
    mayBeRefusedAs: sql<boolean>`true`,
  },
};

const factsOf = (kind: UserKind) =>
  compiledOnce((_db, { userId }: Placeholders<{ userId: string }>) => {
    const { table, isCurrent } = userKinds[kind];
    const { pointer, belongs, isClosed, mayBeRefusedAs } = differences[kind];
    return sql<Row>`
      select person.id, ${belongs} as belongs, ${isClosed} as "isClosed", dfe_sign_in_id is not null as "isLinked",
        ${isoTime(sql<Date>`last_signed_in_at`)} as "lastSignedInAt", ${isoTime(sql<Date>`unlinked_at`)} as "unlinkedAt",
        ${latestInvitation(kind, "person")} as latest, ${otherAccount(pointer)} as "otherAccount",
        ${similar(mayBeRefusedAs)} as similar
      from ${sql.table(table)} person
      where person.id = ${currentIdOf(userId)} and ${isCurrent}
    `;
  });

const factsAbout = { support_user: factsOf("support_user"), organisation_user: factsOf("organisation_user") };
