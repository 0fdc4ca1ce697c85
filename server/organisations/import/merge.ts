import { type RawBuilder, sql, type Transaction } from "kysely";
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

/** An SQL condition on a row `new` of `staged`: it is imported, or closes an organisation that there is. */
const isUsed = sql<boolean>`(new.left_out is null or new.is_closed)`;

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
  const { found, ...counts } = await countFound(trx);
  const updated = (await closeFound(trx)) - counts.closed + (await updateFound(trx)) - counts.reopened;
  const merged = { ...counts, updated, added: await addOthers(trx) };
  const changed = updated + counts.closed + counts.reopened;
  return { ...merged, unchanged: found - changed };
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
  const { rows } = await sql<Pick<Merged, "keptThoughLeftOut" | "closed" | "reopened"> & { found: number }>`
    select
      count(*) filter (where ${isUsed}) as found,
      count(*) filter (where not ${isUsed}) as "keptThoughLeftOut",
      count(*) filter (where new.is_closed and not old.is_closed) as closed,
      count(*) filter (where old.is_closed and ${isOpen}) as reopened
    from staged as new join organisations as old on old.id = new.organisation_id
  `.execute(trx);
  return rows[0] ?? { found: 0, keptThoughLeftOut: 0, closed: 0, reopened: 0 };
}

/**
 * Closes organisations, and stores other dates of those that have closed before. A stored date stays where the row has
 * none. Returns the number of both.
 */
function closeFound(trx: Transaction<DB>): Promise<number> {
  return updateWhere(
    trx,
    sql`new.is_closed and (not old.is_closed or coalesce(new.closed_on <> old.closed_on, new.closed_on is not null))`,
    sql`is_closed = true, closed_on = coalesce(new.closed_on, old.closed_on)`,
  );
}

/**
 * Updates the organisations that have a matching row and differ from it, and opens schools again. Keeps a provider's
 * stored street, for which the file has no column, and a stored URN if the row has none.
 */
function updateFound(trx: Transaction<DB>): Promise<number> {
  const street = sql`case when new.type = ${providerType} then old.street else new.street end`;
  return updateWhere(
    trx,
    sql`new.left_out is null
      and (
        (old.urn, old.ukprn, old.name, old.type, old.street, old.town, old.postcode)
          is distinct from
          (coalesce(new.urn, old.urn), new.ukprn, new.name, new.type, ${street}, new.town, new.postcode)
        or (old.is_closed and ${isOpen})
      )`,
    sql`urn = coalesce(new.urn, old.urn), ukprn = new.ukprn, name = new.name,
      type = new.type, street = ${street}, town = new.town, postcode = new.postcode,
      is_closed = old.is_closed and not (${isOpen}),
      closed_on = case when ${isOpen} then null else old.closed_on end`,
  );
}

/**
 * Updates organisations `old` from their row `new`, in the order of the list: so what is written to an index lies together.
 * Returns their number.
 */
async function updateWhere(
  trx: Transaction<DB>,
  isChange: RawBuilder<unknown>,
  values: RawBuilder<unknown>,
): Promise<number> {
  const { numAffectedRows } = await sql`
    with new as materialized (
      select new.* from staged as new join organisations as old on old.id = new.organisation_id
      where ${isChange} order by old.name collate english
    )
    update organisations as old set ${values}, updated_at = now() from new where old.id = new.organisation_id
  `.execute(trx);
  return Number(numAffectedRows ?? 0);
}

/** Adds the others, in the order of the list: so a page of the table has what is next to each other there. */
async function addOthers(trx: Transaction<DB>): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into organisations (urn, ukprn, name, type, street, town, postcode)
    select urn, ukprn, name, type, street, town, postcode
    from staged where organisation_id is null and left_out is null order by name collate english, line
  `.execute(trx);
  return Number(numAffectedRows ?? 0);
}
