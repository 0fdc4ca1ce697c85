import type { Database } from "../../db/database.ts";

/** How long what was read is used, in milliseconds. */
const lifetime = 10 * 60 * 1000;

type Kept<Value> = { value: Promise<Value>; until: number };

/**
 * Returns a function that reads something from a database once in ten minutes for each key, and keeps it in between. For
 * what decides how a search goes, not what it finds.
 */
export function kept<Key extends string, Value>(
  read: (db: Database, key: Key) => Promise<Value>,
): (db: Database, key: Key) => Promise<Value> {
  const all = new WeakMap<Database, Map<Key, Kept<Value>>>();
  return (db, key) => {
    const ofDatabase = all.get(db) ?? new Map<Key, Kept<Value>>();
    all.set(db, ofDatabase);
    const known = ofDatabase.get(key);
    if (known !== undefined && known.until > Date.now()) return known.value;
    const value = read(db, key);
    ofDatabase.set(key, { value, until: Date.now() + lifetime });
    value.catch(() => ofDatabase.delete(key)); // the search that waits for it fails, the next one tries again
    return value;
  };
}
