import { createHash, createHmac } from "node:crypto";
import { sql, type Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import { deleteInBatches } from "../../db/transactions/in-batches.ts";
import type { DB } from "../../db/types.ts";
import { refusal } from "../refusals.ts";

/** A key as it is stored: whose it is, and hashes of the procedure and the key, and of the input. */
export type StoredKey = { actorId: string; keyHash: Buffer; inputHash: Buffer };

/** Thrown by `claimKey` if a change was made with the key. `answerId`: the id in its answer; empty if it answered nothing. */
export class Repeated extends Error {
  override name = "Repeated";
  readonly answerId: string;

  constructor(answerId: string) {
    super("The change was made before");
    this.answerId = answerId;
  }
}

/**
 * Returns a key as it is stored. Nobody who has the hash of an input can find out the input by trying names and addresses,
 * because they do not know the key.
 */
export function storedKey(actorId: string, procedure: string, key: string, input: unknown): StoredKey {
  return {
    actorId,
    keyHash: createHash("sha256").update(`${procedure} ${key}`).digest(),
    inputHash: createHmac("sha256", key).update(JSON.stringify(input)).digest(),
  };
}

/**
 * Claims a key in the transaction of a change. Of two changes with one key, the second waits until the first has ended.
 *
 * @throws {Repeated} if a change was made with the key; {TRPCError} with the reason `idempotencyKeyUsed` if that had
 * another input
 */
export async function claimKey(
  trx: Transaction<DB>,
  { actorId, keyHash, inputHash }: StoredKey,
): Promise<void> {
  const key = { actor_id: actorId, key_hash: keyHash };
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("idempotency_keys")
    .values({ ...key, input_hash: inputHash })
    .onConflict((on) => on.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 1n) return;
  const earlier = await trx
    .selectFrom("idempotency_keys")
    .select(["input_hash", "answer_id"])
    .where("actor_id", "=", actorId)
    .where("key_hash", "=", keyHash)
    .executeTakeFirstOrThrow();
  if (!earlier.input_hash.equals(inputHash)) throw refusal("idempotencyKeyUsed");
  throw new Repeated(earlier.answer_id ?? "");
}

/** Stores the id in the answer of a change, in the transaction that made it. */
export async function storeAnswerId(
  trx: Transaction<DB>,
  { actorId, keyHash }: StoredKey,
  answerId: string,
): Promise<void> {
  await trx
    .updateTable("idempotency_keys")
    .set({ answer_id: answerId })
    .where("actor_id", "=", actorId)
    .where("key_hash", "=", keyHash)
    .execute();
}

/** The largest number of keys to delete in one statement. */
const batchSize = 10_000;

/**
 * Deletes the keys of changes that were made more than 24 hours ago.
 *
 * @returns the number of keys deleted
 */
export function sweepIdempotencyKeys(db: Database): Promise<number> {
  const isOld = sql<boolean>`created_at < now() - interval '24 hours'`;
  return deleteInBatches(db, "idempotency_keys", isOld, batchSize);
}
