import { type Kysely, sql } from "kysely";

/**
 * Creates organisations, and the collation by which every alphabetical list is sorted (specification, section 3;
 * section 7).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Only for ORDER BY and indexes. The collation ignores case, and sorts accented letters as English readers expect.
  await sql`
    create collation english (provider = icu, locale = 'en-GB-u-ks-level2', deterministic = false)
  `.execute(db);
  await sql`
    create table organisations (
      id uuid primary key default gen_random_uuid(),
      name text not null check (name <> ''),
      type text not null check (type <> ''),
      urn text unique check (urn ~ '^[0-9]{1,7}$'),
      ukprn text check (ukprn ~ '^[0-9]{8}$'),
      street text,
      town text,
      postcode text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      check (num_nonnulls(urn, ukprn) > 0)
    )
  `.execute(db);
  await sql`create unique index organisations_ukprn_key on organisations (ukprn) where urn is null`.execute(
    db,
  );
  await sql`create index organisations_name on organisations (name collate english, id)`.execute(db);
}
