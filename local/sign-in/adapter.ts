import type { Adapter, AdapterPayload } from "oidc-provider";

/** More entries than any test run needs. The oldest are removed first. */
const limit = 50_000;

/** In-memory storage for one kind of the provider's data. The package's own prints a warning at each start. */
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
    findByUserCode: () => Promise.resolve(), // of a flow that is off
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
