import { sql, type Transaction } from "kysely";
import type { DB } from "../../../db/types.ts";
import { changesBetween } from "../../activity/activity.ts";
import { isMember } from "../../organisation-users/former/revive.ts";
import {
  detailColumns,
  detailFields,
  type DetailName,
  type Details,
  mapDetails,
  toColumns,
} from "../../people/details.ts";
import { fullName } from "../../people/details.ts";
import { detailSchemas } from "../../people/schema.ts";
import type { RowToAdd } from "../schema.ts";
import { blankRow, type CheckedRow, storable } from "./checked-row.ts";
import { type Organisation, readNamed, type Resolved, resolveGiven, resolveNamed } from "./organisations.ts";

/** A row to add, with the number that the page shows. */
export type NumberedRow = RowToAdd & { number: number };

/** What earlier rows of the file add: the number of the row by person and organisation, and details by address. */
export type Seen = { rows: Map<string, number>; people: Map<string, Details> };

/** The details of a row, and the messages about those that are not valid. `email` is set if the address is valid. */
type Read = { details: Details; email: string | undefined; problems: Map<DetailName, string> };

type Person = Details & { id: string; isMember: boolean; organisationIds: string[] };

/**
 * Checks rows of people to add, by the rules of `previewOrganisationUser`, with two queries for all of them.
 *
 * @param given the organisation that all rows are for; null if each row names one
 * @param seen what earlier rows add; these rows are added to it
 */
export async function checkRowsToAdd(
  trx: Transaction<DB>,
  given: Organisation | null,
  rows: NumberedRow[],
  seen: Seen,
): Promise<CheckedRow[]> {
  const resolve = given === null ? await resolverOf(trx, rows) : (row: RowToAdd) => resolveGiven(given, row);
  const read = rows.map((row) => ({ row, resolved: resolve(row), ...readDetails(row) }));
  const people = await readPeople(
    trx,
    read.flatMap(({ email }) => email ?? []),
    read.flatMap(({ resolved: { organisation } }) => organisation?.id ?? []),
  );
  return read.map(({ row, resolved, ...one }) => {
    const person = one.email === undefined ? undefined : people.get(one.email);
    return { ...typedColumns(row, one.details, resolved), ...judge(row, one, resolved, person, seen) };
  });
}

async function resolverOf(trx: Transaction<DB>, rows: RowToAdd[]): Promise<(row: RowToAdd) => Resolved> {
  const named = await readNamed(trx, rows);
  return (row) => resolveNamed(named, row);
}

/** Checks each detail by its own schema, so that all faults of a row are known. */
function readDetails(row: RowToAdd): Read {
  const problems = new Map<DetailName, string>();
  const details = mapDetails(({ name }) => {
    const { data, error } = detailSchemas[name].safeParse(row[name]);
    if (error) problems.set(name, error.issues[0]?.message ?? error.message);
    return data ?? row[name];
  });
  return { details, email: problems.has("email") ? undefined : details.email, problems };
}

/** Reads who has these addresses, and to which of the organisations they belong. */
async function readPeople(
  trx: Transaction<DB>,
  emails: string[],
  organisationIds: string[],
): Promise<Map<string, Person>> {
  const found = await trx
    .selectFrom("organisation_users")
    .select(["id", ...detailColumns, isMember.as("isMember")])
    .select(
      sql<string[]>`array(
        select organisation_id::text from memberships
        where user_id = organisation_users.id and organisation_id = any(${[...new Set(organisationIds)]}::uuid[])
      )`.as("organisationIds"),
    )
    .where(sql<boolean>`email = any(${emails}::text[])`)
    .execute();
  return new Map(found.map((person) => [person.email, person]));
}

type Judgement = Pick<CheckedRow, "verdict" | "problem" | "user_id" | "stored_name">;

const open = { problem: null, user_id: null, stored_name: null };

function judge(
  row: NumberedRow,
  { details, email, problems }: Read,
  { organisation, problem }: Resolved,
  person: Person | undefined,
  seen: Seen,
): Judgement {
  const belongs = organisation !== undefined && person?.organisationIds.includes(organisation.id) === true;
  const already = belongs ? `Already belongs to ${organisation.name}` : undefined;
  if (already !== undefined && problems.size === 0) {
    return { ...open, verdict: "already_belongs", problem: already, user_id: person?.id ?? null };
  }
  const faults = detailFields.map(
    ({ name }) => problems.get(name) ?? (name === "email" ? already : undefined),
  );
  const all = [...faults, problem].filter((one) => one !== undefined);
  if (organisation === undefined || email === undefined || all.length > 0) return refuse(all.join(". "));
  const key = `${email} ${organisation.id}`;
  const same = seen.rows.get(key);
  if (same !== undefined) return refuse(`Same user and organisation as row ${same}`);
  seen.rows.set(key, row.number);
  return joining(details, person, seen);
}

function refuse(problem: string): Judgement {
  return { ...open, verdict: "refused", problem };
}

/** Whether a person is new or is linked, to the one who has the address now or to one that an earlier row adds. */
function joining(details: Details, person: Person | undefined, { people }: Seen): Judgement {
  const standing = person?.isMember ? person : people.get(details.email);
  if (standing === undefined) {
    people.set(details.email, details);
    return { ...open, verdict: "will_be_added" };
  }
  const differs =
    changesBetween(
      mapDetails(({ name }) => standing[name]),
      details,
    ) !== undefined;
  const userId = person?.isMember ? person.id : null;
  return {
    ...open,
    verdict: "will_be_linked",
    user_id: userId,
    stored_name: differs ? fullName(standing) : null,
  };
}

function typedColumns(row: NumberedRow, details: Details, { organisation }: Resolved) {
  return {
    ...blankRow,
    ...toColumns(mapDetails(({ name }) => storable(details[name]))),
    number: row.number,
    cells: row.cells?.map(storable) ?? null,
    urn: storable(row.urn) || null,
    ukprn: storable(row.ukprn) || null,
    organisation_id: organisation?.id ?? null,
  };
}
