import { randomUUID } from "node:crypto";
import type { Database } from "../../db/database.ts";

/** Creates a bulk change, and returns its id. */
export async function createBulkChange(db: Database): Promise<string> {
  const id = randomUUID();
  await db.insertInto("bulk_changes").values({ id, kind: "add" }).execute();
  return id;
}
