import type { Adapter, AdapterPayload } from "oidc-provider";

/** The largest number of entries, more than any test run needs. Beyond that, the oldest are removed. */
const limit = 50_000;

/** Stores one kind of the provider's data in memory. oidc-provider's own adapter prints a warning at each start. */
export function createAdapter(): Adapter {
  const entries = new Map<string, { payload: AdapterPayload; expires: number }>();
  const find = (id: string) => {
    const entry = entries.get(id);
    return Promise.resolve(entry && entry.expires > Date.now() ? entry.payload : undefined);
  };
  const remove = (id: string) => Promise.resolve(void entries.delete(id));
  return {
    upsert: (id, payload, expiresIn) => {
      entries.set(id, { payload, expires: expiresIn ? Date.now() + expiresIn * 1000 : Infinity });
      const [oldest = id] = entries.keys();
      return entries.size > limit ? remove(oldest) : Promise.resolve();
    },
    find,
    findByUid: (uid) => {
      for (const [id, { payload }] of entries) if (payload.uid === uid) return find(id);
      return Promise.resolve();
    },
    findByUserCode: () => Promise.resolve(), // only for the device flow, which is switched off
    consume: async (id) => {
      const payload = await find(id);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: remove,
    revokeByGrantId: (grantId) => {
      for (const [id, { payload }] of entries) if (payload.grantId === grantId) entries.delete(id);
      return Promise.resolve();
    },
  };
}
