import { sql, type Transaction } from "kysely";
import type { DB } from "../../../db/types.ts";
import { providerType } from "./file-format.ts";

/** How many rows had each outcome. */
export type Merged = {
  added: number;
  /** Organisations that were changed but neither closed nor opened again. */
  updated: number;
  closed: number;
  reopened: number;
  unchanged: number;
  /** Rows that the import skipped although their organisation is in the database, where it stays as it is. */
  keptThoughLeftOut: number;
};

/** An SQL condition on a row of `staged`: it is imported, or closes an organisation that there is. */
const isUsed = sql<boolean>`(left_out is null or is_closed)`;

/** An SQL condition on a row `new` of `staged`: its school is open. A list of providers does not say whether they are. */
const isOpen = sql<boolean>`new.left_out is null and new.type <> ${providerType}`;

/**
 * Updates, closes and opens organisations from the rows of the table `staged`, and adds new ones (specification, section
 * 7, Import; section 13, Closing and opening).
 */
export async function mergeStaged(trx: Transaction<DB>): Promise<Merged> {
  // With this lock, another import waits until this one ends. Changes to an organisation's users do not wait.
  await sql`lock table organisations in share row exclusive mode`.execute(trx);
  await matchByUrn(trx);
  await matchProvidersByUkprn(trx);
  const { found, keptThoughLeftOut, reopened } = await countFound(trx);
  const corrected = await correctDates(trx);
  const closed = await closeFound(trx);
  const updated = (await updateFound(trx)) - reopened + corrected;
  const unchanged = found - updated - closed - reopened;
  return { added: await addOthers(trx), updated, closed, reopened, unchanged, keptThoughLeftOut };
}

/** Returns the number of rows that were neither imported nor closed an organisation, for each status. */
export async function countLeftOut(trx: Transaction<DB>): Promise<Map<string, number>> {
  const { rows } = await sql<{ status: string; count: number }>`
    select left_out as status, count(*) as count from staged
    where left_out is not null and (organisation_id is null or not is_closed)
    group by left_out order by min(line)
  `.execute(trx);
  return new Map(rows.map(({ status, count }) => [status, count]));
}

async function matchByUrn(trx: Transaction<DB>): Promise<void> {
  await sql`
    update staged set organisation_id = organisations.id from organisations where organisations.urn = staged.urn
  `.execute(trx);
}

/**
 * Matches providers that have no match by URN: a provider may have received its URN since the last import, or its row
 * may lack the URN that is stored. Schools are not matched by UKPRN, because a school and a provider can share one.
 */
async function matchProvidersByUkprn(trx: Transaction<DB>): Promise<void> {
  await sql`
    update staged set organisation_id = (
      select id from organisations
      where ukprn = staged.ukprn
        and (urn is null or (staged.urn is null and type = staged.type))
        and not exists (select from staged as other where other.organisation_id = organisations.id)
      order by urn nulls first, id
      limit 1
    )
    where organisation_id is null and type = ${providerType}
  `.execute(trx);
}

async function countFound(trx: Transaction<DB>) {
  const { rows } = await sql<{ found: number; keptThoughLeftOut: number; reopened: number }>`
    select
      count(*) filter (where ${isUsed}) as found,
      count(*) filter (where not ${isUsed}) as "keptThoughLeftOut",
      (
        select count(*) from organisations as old join staged as new on new.organisation_id = old.id
        where old.is_closed and ${isOpen}
      ) as reopened
    from staged where organisation_id is not null
  `.execute(trx);
  return rows[0] ?? { found: 0, keptThoughLeftOut: 0, reopened: 0 };
}

/** Stores other dates of organisations that have closed before. A stored date stays where the row has none. */
async function correctDates(trx: Transaction<DB>): Promise<number> {
  const { numAffectedRows } = await sql`
    update organisations as old set closed_on = new.closed_on, updated_at = now()
    from staged as new
    where old.id = new.organisation_id and new.is_closed and old.is_closed
      and (new.closed_on <> old.closed_on or (new.closed_on is not null and old.closed_on is null))
  `.execute(trx);
  return Number(numAffectedRows ?? 0);
}

async function closeFound(trx: Transaction<DB>): Promise<number> {
  const { numAffectedRows } = await sql`
    update organisations as old set is_closed = true, closed_on = new.closed_on, updated_at = now()
    from staged as new
    where old.id = new.organisation_id and new.is_closed and not old.is_closed
  `.execute(trx);
  return Number(numAffectedRows ?? 0);
}

/**
 * Updates the organisations that have a matching row and differ from it, and opens schools again. Keeps a provider's
 * stored street, for which the file has no column, and a stored URN if the row has none.
 */
async function updateFound(trx: Transaction<DB>): Promise<number> {
  const street = sql`case when new.type = ${providerType} then old.street else new.street end`;
  const { numAffectedRows } = await sql`
    update organisations as old
    set urn = coalesce(new.urn, old.urn), ukprn = new.ukprn, name = new.name,
      type = new.type, street = ${street}, town = new.town, postcode = new.postcode, updated_at = now(),
      is_closed = old.is_closed and not (${isOpen}),
      closed_on = case when ${isOpen} then null else old.closed_on end
    from staged as new
    where old.id = new.organisation_id and new.left_out is null
      and (
        (old.urn, old.ukprn, old.name, old.type, old.street, old.town, old.postcode)
          is distinct from
          (coalesce(new.urn, old.urn), new.ukprn, new.name, new.type, ${street}, new.town, new.postcode)
        or (old.is_closed and ${isOpen})
      )
  `.execute(trx);
  return Number(numAffectedRows ?? 0);
}

async function addOthers(trx: Transaction<DB>): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into organisations (urn, ukprn, name, type, street, town, postcode)
    select urn, ukprn, name, type, street, town, postcode
    from staged where organisation_id is null and left_out is null order by line
  `.execute(trx);
  return Number(numAffectedRows ?? 0);
}
