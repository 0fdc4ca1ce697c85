import { sql, type Transaction } from "kysely";
import type { DB } from "../../../db/types.ts";
import type { Verdict } from "../schema.ts";

/** A row as it is stored, apart from its position. A valid row has the details that will be stored, another one what was typed. */
export type CheckedRow = {
  number: number | null;
  cells: string[] | null;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  urn: string | null;
  ukprn: string | null;
  organisation_id: string | null;
  user_id: string | null;
  stored_name: string | null;
  verdict: Verdict;
  problem: string | null;
};

/** A row about which nothing is known yet. */
export const blankRow = {
  ...{ number: null, cells: null, first_name: null, last_name: null, email: null, urn: null, ukprn: null },
  ...{ organisation_id: null, user_id: null, stored_name: null, problem: null },
} satisfies Partial<CheckedRow>;

/** Returns a text without what PostgreSQL cannot store. */
export function storable(text: string): string {
  return text.replace(/\p{Cs}/gu, "\uFFFD").replaceAll("\0", "\uFFFD");
}

/**
 * Stores rows in one statement. Those with nothing to do get their outcome at once.
 *
 * @param before the number of rows that the bulk change has already
 */
export async function insertRows(
  trx: Transaction<DB>,
  bulkChangeId: string,
  before: number,
  rows: CheckedRow[],
): Promise<void> {
  await sql`
    insert into bulk_change_rows (
      bulk_change_id, position, number, cells, first_name, last_name, email, urn, ukprn, organisation_id, user_id,
      stored_name, verdict, problem, outcome
    )
    select ${bulkChangeId}, ${before}::integer + ordinality, number, cells, first_name, last_name, email, urn, ukprn,
      organisation_id, user_id, stored_name, verdict, problem,
      case when verdict::text not like 'will!_be!_%' escape '!' then verdict::text::bulk_change_outcome end
    from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as (
      number integer, cells text[], first_name text, last_name text, email text, urn text, ukprn text,
      organisation_id uuid, user_id uuid, stored_name text, verdict bulk_change_verdict, problem text
    )) with ordinality
  `.execute(trx);
}
