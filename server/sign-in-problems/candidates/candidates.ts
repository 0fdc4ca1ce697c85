import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../../db/statements/compiled-once.ts";
import { namedOrganisation } from "../../organisations/columns.ts";
import type { UserKind } from "../../people/kinds.ts";
import type { Candidate } from "../schema.ts";
import { type LatestInvitation, latestInvitation } from "./invitation.ts";
import { alike, isDepartmental, measure, nearRows, refusedAs, usersAs } from "./likeness.ts";

const mostCandidates = 5;

type Row = Omit<Candidate, "invitedAt" | "invitation"> & { latest: LatestInvitation | null };

/**
 * Returns up to five people who could be the one who was refused, best first: of the same name, with the same part before
 * the @, or with a name and address much alike. All of them can be invited at the refused address instead: they have never
 * signed in, and belong to an organisation or are support users. Support users only count for an address of the Department
 * for Education (specification, section 12, Who it could be).
 */
export async function findCandidates(db: Database, problemId: string): Promise<Candidate[]> {
  const rows = await candidatesOf(db, { problemId });
  return rows.map(({ latest, ...candidate }) => ({
    ...candidate,
    invitedAt: latest?.createdAt ?? null,
    invitation: latest?.status ?? null,
  }));
}

const [person, problem] = [usersAs("person"), refusedAs("problem")];
const { isAlike, closeness, likeness } = alike;
const one = (value: unknown) => sql`(select ${value} from problem)`;

const neverSignedIn = sql<boolean>`person.dfe_sign_in_id is null and person.last_signed_in_at is null`;
const isMember = sql<boolean>`exists (select from memberships where user_id = person.id)`;

const near = nearRows(sql`organisation_users person`, person, sql`${neverSignedIn} and ${isMember}`, {
  nameKey: one(problem.nameKey),
  mailbox: one(problem.mailbox),
  likenessKey: one(problem.likenessKey),
});

/** A query for the people of one kind who are alike. @param people the rows to compare, named `person` */
const alikeOf = (kind: UserKind, people: ReturnType<typeof sql>) => sql`
  select ${sql.lit(kind)} as kind, person.id, first_name, last_name, person.email, ${likeness} as likeness,
    ${closeness} as closeness, revived_at
  from ${people} cross join problem cross join lateral (${measure(person, problem)}) measured
  where ${isAlike} and person.email <> problem.matched_email
`;

const organisations = sql`coalesce((
  select json_agg(${namedOrganisation} order by name collate english, organisations.id)
  from memberships join organisations on organisations.id = organisation_id where user_id = best.id
), '[]')`;

const candidatesOf = compiledOnce(
  (_db, { problemId }: Placeholders<{ problemId: string }>) => sql<Row>`
    with problem as materialized (select * from refused_sign_ins where id = ${problemId}),
    near as materialized (${near}),
    alike as materialized (
      ${alikeOf("organisation_user", sql`near join organisation_users person using (id)`)}
      union all
      ${alikeOf("support_user", sql`support_users person`)}
        and removed_at is null and ${neverSignedIn} and ${isDepartmental(sql`problem.matched_email`)}
    )
    select kind, id, first_name as "firstName", last_name as "lastName", email, likeness, ${organisations} as organisations,
      case kind when 'support_user' then ${latestInvitation("support_user", "best")}
        else ${latestInvitation("organisation_user", "best")} end as latest
    from (select * from alike order by closeness desc, id limit ${sql.lit(mostCandidates)}) best
    order by closeness desc, id
  `,
);
