import { sql, type Transaction } from "kysely";
import type { DB } from "../../../../db/types.ts";
import { storeInBatches } from "../stage.ts";
import type { LinkRow } from "./read-links.ts";

/** How many links had each outcome. `unknown`: one of the two organisations is not in the database. */
export type MergedLinks = { added: number; removed: number; unchanged: number; unknown: number };

/**
 * Copies the links to successors into the temporary table `staged_links`, which is dropped when the transaction ends.
 *
 * @param onProgress called with the number of rows read so far, after each 1,000 rows and at the end
 * @returns the number of rows with other links, for each type
 */
export async function stageLinks(
  trx: Transaction<DB>,
  rows: AsyncIterable<LinkRow>,
  onProgress: (count: number) => void,
): Promise<Map<string, number>> {
  await sql`create temporary table staged_links (urn text, link_urn text) on commit drop`.execute(trx);
  const leftOut = new Map<string, number>();
  const store = async (batch: LinkRow[]) => {
    const links = batch.filter(isToSuccessor);
    for (const { type } of batch.filter((row) => !isToSuccessor(row)))
      leftOut.set(type, (leftOut.get(type) ?? 0) + 1);
    const urns = links.map(({ urn }) => urn);
    const linkUrns = links.map(({ linkUrn }) => linkUrn);
    await sql`insert into staged_links select * from unnest(${urns}::text[], ${linkUrns}::text[])`.execute(
      trx,
    );
  };
  await storeInBatches(rows, store, onProgress);
  await sql`analyze staged_links`.execute(trx);
  return leftOut;
}

/** Links to predecessors say the same from the other end. */
function isToSuccessor({ type }: LinkRow): boolean {
  return type.toLowerCase().startsWith("successor");
}

/**
 * Stores the links of `staged_links` whose two organisations are in the database. Those that were stored for an
 * organisation that has links in the file, but are not in it, are removed (specification, section 13, Links).
 */
export async function mergeLinks(trx: Transaction<DB>): Promise<MergedLinks> {
  // With this lock, another import waits until this one ends. Changes to an organisation's users do not wait.
  await sql`lock table organisations in share row exclusive mode`.execute(trx);
  const { rows } = await sql<Record<"links" | "known" | "removed" | "added", number>>`
    with links as materialized (
      select old.id as organisation_id, new.id as successor_id
      from (select distinct urn, link_urn from staged_links) linked
      left join organisations old on old.urn = linked.urn left join organisations new on new.urn = link_urn
    ), known as materialized (
      select organisation_id, successor_id from links where organisation_id <> successor_id
    ), removed as (
      delete from organisation_successors as stored
      where organisation_id in (select organisation_id from links)
        and (organisation_id, successor_id) not in (select organisation_id, successor_id from known)
      returning 1
    ), added as (
      insert into organisation_successors (organisation_id, successor_id)
      select * from known except select organisation_id, successor_id from organisation_successors
      returning 1
    )
    select (select count(*) from links) as links, (select count(*) from known) as known,
      (select count(*) from removed) as removed, (select count(*) from added) as added
  `.execute(trx);
  const [{ links, known, removed, added } = { links: 0, known: 0, removed: 0, added: 0 }] = rows;
  return { added, removed, unchanged: known - added, unknown: links - known };
}
