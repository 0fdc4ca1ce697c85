import { sql, type Transaction } from "kysely";
import type { DB } from "../../../db/types.ts";
import { providerType } from "./file-format.ts";

/**
 * How many rows had each outcome. `keptThoughLeftOut`: rows that the import skipped although their organisation is in
 * the database, where it stays as it is.
 */
export type Merged = { added: number; updated: number; unchanged: number; keptThoughLeftOut: number };

/** Updates organisations from the rows of the table `staged`, and adds new ones (specification, section 7, Import). */
export async function mergeStaged(trx: Transaction<DB>): Promise<Merged> {
  // With this lock, another import waits until this one ends. Changes to an organisation's users do not wait.
  await sql`lock table organisations in share row exclusive mode`.execute(trx);
  await matchByUrn(trx);
  await matchProvidersByUkprn(trx);
  const counts = await sql<{ found: number; keptThoughLeftOut: number }>`
    select
      count(*) filter (where left_out is null) as found,
      count(*) filter (where left_out is not null) as "keptThoughLeftOut"
    from staged where organisation_id is not null
  `.execute(trx);
  const { found = 0, keptThoughLeftOut = 0 } = counts.rows[0] ?? {};
  const updated = await updateFound(trx);
  return { added: await addOthers(trx), updated, unchanged: found - updated, keptThoughLeftOut };
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

/**
 * Updates the organisations that have a matching row and differ from it. Keeps a provider's stored street, for which
 * the file has no column, and a stored URN if the row has none.
 */
async function updateFound(trx: Transaction<DB>): Promise<number> {
  const street = sql`case when new.type = ${providerType} then old.street else new.street end`;
  const { numAffectedRows } = await sql`
    update organisations as old
    set urn = coalesce(new.urn, old.urn), ukprn = new.ukprn, name = new.name,
      type = new.type, street = ${street}, town = new.town, postcode = new.postcode, updated_at = now()
    from staged as new
    where old.id = new.organisation_id and new.left_out is null
      and (old.urn, old.ukprn, old.name, old.type, old.street, old.town, old.postcode)
        is distinct from
        (coalesce(new.urn, old.urn), new.ukprn, new.name, new.type, ${street}, new.town, new.postcode)
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
