import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider";

type Entry = { payload: AdapterPayload; expires: number };

// More than any run of the tests needs; the oldest go first.
const bound = 50_000;

/** Storage for one provider, in memory: the package's own is shared by all providers of a process. */
export function createAdapter(): AdapterFactory {
  const entries = new Map<string, Entry>();
  return (model) => memoryAdapter(model, entries);
}

function memoryAdapter(model: string, entries: Map<string, Entry>): Adapter {
  const key = (id: string) => `${model}:${id}`;
  const live = (entry: Entry | undefined) =>
    entry && entry.expires > Date.now() ? entry.payload : undefined;
  const findBy = (name: "uid" | "userCode", value: string) => {
    for (const [id, entry] of entries) {
      if (id.startsWith(`${model}:`) && entry.payload[name] === value) return live(entry);
    }
    return undefined;
  };

  return {
    upsert: (id, payload, expiresIn) => {
      entries.set(key(id), { payload, expires: expiresIn ? Date.now() + expiresIn * 1000 : Infinity });
      for (const oldest of entries.keys()) {
        if (entries.size <= bound) break;
        entries.delete(oldest);
      }
      return Promise.resolve();
    },
    find: (id) => Promise.resolve(live(entries.get(key(id)))),
    findByUid: (uid) => Promise.resolve(findBy("uid", uid)),
    findByUserCode: (userCode) => Promise.resolve(findBy("userCode", userCode)),
    consume: (id) => {
      const payload = live(entries.get(key(id)));
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      return Promise.resolve();
    },
    destroy: (id) => {
      entries.delete(key(id));
      return Promise.resolve();
    },
    revokeByGrantId: (grantId) => {
      for (const [id, { payload }] of entries) if (payload.grantId === grantId) entries.delete(id);
      return Promise.resolve();
    },
  };
}
