import { sql, type Transaction } from "kysely";
import type { DB } from "../../../db/types.ts";
import { providerType } from "./file-format.ts";

/** What happened to the rows; `keptThoughLeftOut` counts rows left out whose organisation is stored already. */
export type Merged = { added: number; updated: number; unchanged: number; keptThoughLeftOut: number };

/** Updates the organisations that differ from their staged rows, and adds new ones (specification, section 7, Import). */
export async function mergeStaged(trx: Transaction<DB>): Promise<Merged> {
  // This lock keeps another import waiting, but not a change to an organisation's users.
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
 * A provider may have gained a URN, or be listed without the one it had. A school is never matched by UKPRN, because
 * the providers it trains with can have the same one.
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

/** Keeps the street of a provider, which its file does not have, and a URN that is missing in the file. */
async function updateFound(trx: Transaction<DB>): Promise<number> {
  const { numAffectedRows } = await sql`
    update organisations as old
    set urn = new.urn, ukprn = new.ukprn, name = new.name, search_name = new.search_name, type = new.type,
      street = new.street, town = new.town, postcode = new.postcode, updated_at = now()
    from (
      select organisation_id, coalesce(staged.urn, known.urn) as urn, staged.ukprn, staged.name, staged.search_name,
        staged.type, case when staged.type = ${providerType} then known.street else staged.street end as street,
        staged.town, staged.postcode
      from staged join organisations as known on known.id = organisation_id
      where left_out is null
    ) as new
    where old.id = new.organisation_id
      and (old.urn, old.ukprn, old.name, old.search_name, old.type, old.street, old.town, old.postcode)
        is distinct from
        (new.urn, new.ukprn, new.name, new.search_name, new.type, new.street, new.town, new.postcode)
  `.execute(trx);
  return Number(numAffectedRows ?? 0);
}

async function addOthers(trx: Transaction<DB>): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into organisations (urn, ukprn, name, search_name, type, street, town, postcode)
    select urn, ukprn, name, search_name, type, street, town, postcode
    from staged where organisation_id is null and left_out is null order by line
  `.execute(trx);
  return Number(numAffectedRows ?? 0);
}
