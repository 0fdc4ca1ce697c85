import { type RawBuilder, sql, type SqlBool } from "kysely";
import type { Database } from "../../../db/database.ts";
import { compiledOnce } from "../../../db/statements/compiled-once.ts";
import type { BulkChangeKind } from "../../../db/types.ts";
import { allIdsOf, currentIdOf } from "../../people/merged.ts";
import { countsFrom } from "../../people/person.ts";
import { all, type Condition } from "../../search/matches.ts";
import type { ActivityEntry, Filter } from "../schema.ts";

/**
 * What entries have to match. `person` is what SQL selects all ids from of the person that the log is narrowed to; `since`
 * is SQL for a time, and `after` the id of the entry after which the matches begin.
 */
export type Wanted = Omit<Filter, "userId"> & {
  person?: RawBuilder<unknown> | undefined;
  since?: RawBuilder<Date> | undefined;
  after?: number | undefined;
};

/**
 * Returns SQL for the id and time of the newest entries that match, newest first. Where there are several ways to match,
 * each is looked up in an index of its own (db/filling/fillings.ts), which has the order of the log: so no more entries
 * are read than asked for, however many match.
 *
 * Without `person`, the entries of a bulk change's rows are folded: its start stands for them (specification, section 11,
 * Activity).
 */
export function newestMatches(wanted: Wanted, most: number): RawBuilder<{ id: number; at: Date }> {
  const { person } = wanted;
  const common = conditionsOf(wanted);
  const found = waysToMatch(wanted).map((way) => {
    const newest = sql`
      select id, at from activity where ${all([...way, ...common])} ${newestFirst} limit ${sql.lit(most)}
    `;
    if (person === undefined) return sql`(${newest})`;
    return sql`(select newest.* from ${person} person (id) cross join lateral (${newest}) newest)`;
  });
  if (found.length === 1) return sql`${found[0]}`;
  // `union` would read each way to its end, and then sort.
  const inAnyWay = sql.join(found, sql` union all `);
  return sql`select distinct at, id from (${inAnyWay}) found ${newestFirst} limit ${sql.lit(most)}`;
}

/** A part of what a filter matches: `size` entries after the first `offset`, and how many matches to count at most. */
type Part = { offset: number; size: number; most: number };

/** A filter of the log. `sinceAdded` and `after` are as in the inputs of procedures. */
type Narrowed = Filter & { sinceAdded?: boolean; after?: number | undefined };

/**
 * Returns the ids of a part of the entries that match a filter, newest first, and the number of matches up to `most`. A
 * person's ids are looked up before, so that PostgreSQL knows whether they did much of what is in the log.
 */
export async function findMatches(
  db: Database,
  { userId, sinceAdded, ...filter }: Narrowed,
  { offset, size, most }: Part,
): Promise<{ ids: number[]; total: number }> {
  const ids = userId === undefined ? undefined : (await allIds(db, { userId }))[0]?.ids;
  const matches = newestMatches(
    {
      ...filter,
      person: ids && sql`(values ${sql.join(ids.map((id) => sql`(${id}::uuid)`))})`,
      since: sinceAdded && userId !== undefined ? countsFrom(currentIdOf(userId)) : undefined,
    },
    most,
  );
  const { rows } = await sql<{ ids: number[]; total: number }>`
    with matches as materialized (${matches})
    select (select count(*) from matches) as total,
      to_json(array(select id from matches ${newestFirst} limit ${sql.lit(size)} offset ${offset})) as ids
  `.execute(db);
  return rows[0] ?? { ids: [], total: 0 };
}

const allIds = compiledOnce<{ userId: string }, { ids: string[] }>(
  (_, { userId }) => sql`select ${allIdsOf(userId)} as ids`,
);

/** The order of the log. */
export const newestFirst = sql`order by at desc, id desc`;

/** Returns the sets of conditions of which an entry has to meet one. */
function waysToMatch({ person, organisationId, kind }: Wanted): Condition[][] {
  const isKind = kind === undefined ? [] : [sql<SqlBool>`action = ${kind}`];
  const isIn = organisationId === undefined ? [] : [sql<SqlBool>`organisation_id = ${organisationId}`];
  if (person !== undefined) return isAboutOrBy.map((condition) => [condition, ...isKind, ...isIn]);
  const ofKind = [isKind, ...startsOf(kind)];
  const within = [isIn, ...affecting(organisationId)];
  return ofKind.flatMap((one) => within.map((other) => [isFolded, ...one, ...other]));
}

const isFolded = sql<SqlBool>`bulk_change_id is null`;

/** The ways in which an entry is about a person or by them. The entries of a bulk change have an index of their own. */
const isAboutOrBy = [
  sql<SqlBool>`subject_id = person.id`,
  sql<SqlBool>`actor_id = person.id and bulk_change_id is null`,
  sql<SqlBool>`actor_id = person.id and bulk_change_id is not null`,
];

/** The kind of bulk change whose rows have entries of a kind. */
const bulkKinds: Partial<Record<ActivityEntry["kind"], BulkChangeKind>> = {
  added: "add",
  linked: "add",
  invited_again: "invite_again",
  removed: "remove",
};

/** The condition that an entry is the start of a bulk change whose rows have entries of this kind. Empty: none can. */
function startsOf(kind: ActivityEntry["kind"] | undefined): Condition[][] {
  const bulkKind = kind && bulkKinds[kind];
  if (bulkKind === undefined) return [];
  // Looked up for one entry after the other, newest first, until there are enough.
  return [[sql`action = 'started' and (select kind from bulk_changes where id = subject_id) = ${bulkKind}`]];
}

/** The condition that an entry is about a bulk change that has a row for an organisation. */
function affecting(organisationId: string | undefined): Condition[][] {
  if (organisationId === undefined) return [];
  return [
    [
      sql`subject_kind = 'bulk_change' and subject_id = any(array(
        select bulk_change_id from bulk_change_organisations where organisation_id = ${organisationId}
      ))`,
    ],
  ];
}

/** The conditions that all entries have to meet. Days are those of London. */
function conditionsOf({ actorId, from, to, since, after }: Wanted): Condition[] {
  return [
    actorId !== undefined && sql<SqlBool>`actor_id = ${actorId}`,
    from !== undefined && sql<SqlBool>`at >= ${startOf(sql`${from}::date`)}`,
    to !== undefined && sql<SqlBool>`at < ${startOf(sql`(${to}::date + 1)`)}`,
    since !== undefined && sql<SqlBool>`at >= ${since}`,
    after !== undefined &&
      sql<SqlBool>`(at, id) < ((select at from activity where id = ${after}), ${after}::bigint)`,
  ].filter((condition) => condition !== false);
}

function startOf(day: RawBuilder<unknown>): RawBuilder<Date> {
  return sql`(${day}::timestamp at time zone 'Europe/London')`;
}
