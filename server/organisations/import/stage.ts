import { sql, type Transaction } from "kysely";
import type { DB } from "../../../db/types.ts";
import type { OrganisationRow } from "./read-row.ts";

const batchSize = 1_000;

/**
 * Stores rows in batches.
 *
 * @param onProgress called with the number of rows stored so far, after each 1,000 rows and at the end
 */
export async function storeInBatches<Row>(
  rows: AsyncIterable<Row>,
  storeBatch: (batch: Row[]) => Promise<void>,
  onProgress: (count: number) => void,
): Promise<void> {
  let count = 0;
  let batch: Row[] = [];
  const store = async () => {
    await storeBatch(batch);
    count += batch.length;
    batch = [];
    onProgress(count);
  };
  for await (const row of rows) if (batch.push(row) === batchSize) await store();
  await store();
}

/**
 * Copies the rows of a file into the temporary table `staged`, which is dropped when the transaction ends.
 *
 * @param onProgress called with the number of rows copied so far, after each 1,000 rows and at the end
 */
export async function stageRows(
  trx: Transaction<DB>,
  rows: AsyncIterable<OrganisationRow>,
  onProgress: (count: number) => void,
): Promise<void> {
  await sql`
    create temporary table staged (
      line integer, urn text, ukprn text, name text, type text, street text, town text,
      postcode text, left_out text, is_closed boolean, closed_on date, organisation_id uuid
    ) on commit drop
  `.execute(trx);
  await storeInBatches(rows, (batch) => storeBatch(trx, batch), onProgress);
  await sql`analyze staged (urn, ukprn, type)`.execute(trx);
}

/** Inserts all rows with one array for each column, because PostgreSQL limits the number of parameters in a statement. */
async function storeBatch(trx: Transaction<DB>, batch: OrganisationRow[]): Promise<void> {
  const texts = (field: Exclude<keyof OrganisationRow, "line">) =>
    sql`${batch.map((row) => row[field] ?? null)}::text[]`;
  await sql`
    insert into staged (line, urn, ukprn, name, type, street, town, postcode, left_out, is_closed, closed_on)
    select * from unnest(${batch.map(({ line }) => line)}::integer[], ${texts("urn")}, ${texts("ukprn")},
      ${texts("name")}, ${texts("type")}, ${texts("street")}, ${texts("town")},
      ${texts("postcode")}, ${texts("leftOut")},
      ${batch.map(({ closedOn }) => closedOn !== undefined)}::boolean[], ${texts("closedOn")}::date[])
  `.execute(trx);
}
