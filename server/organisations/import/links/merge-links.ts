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
  const counted = await sql<{ links: number; known: number }>`
    with links as (select distinct urn, link_urn from staged_links)
    select count(*) as links, count(old.id) filter (where new.id <> old.id) as known
    from links left join organisations old on old.urn = links.urn left join organisations new on new.urn = link_urn
  `.execute(trx);
  const [{ links, known } = { links: 0, known: 0 }] = counted.rows;
  const removed = await sql`
    delete from organisation_successors as stored using organisations old, organisations new
    where old.id = organisation_id and new.id = successor_id
      and old.urn in (select urn from staged_links)
      and not exists (select from staged_links where urn = old.urn and link_urn = new.urn)
  `.execute(trx);
  const added = await sql`
    insert into organisation_successors (organisation_id, successor_id)
    select distinct old.id, new.id
    from staged_links join organisations old using (urn) join organisations new on new.urn = link_urn
    where old.id <> new.id
    on conflict do nothing
  `.execute(trx);
  const addedCount = Number(added.numAffectedRows ?? 0);
  return {
    added: addedCount,
    removed: Number(removed.numAffectedRows ?? 0),
    unchanged: known - addedCount,
    unknown: links - known,
  };
}
