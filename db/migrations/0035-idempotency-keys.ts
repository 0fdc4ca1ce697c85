import { type Kysely, sql } from "kysely";

/**
 * Stores which changes were made with an idempotency key (specification, section 5, Repeating a change). Keys and inputs
 * are stored as hashes only: both can contain personal data.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table idempotency_keys (
      actor_id uuid not null,
      key_hash bytea not null,
      input_hash bytea not null,
      answer_id uuid,
      created_at timestamptz not null default now(),
      primary key (actor_id, key_hash)
    )
  `.execute(db);
  await sql`create index idempotency_keys_created_at on idempotency_keys (created_at)`.execute(db);
}
