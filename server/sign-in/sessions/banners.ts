import { type QueryCreator, sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../../db/statements/compiled-once.ts";
import type { DB } from "../../../db/types.ts";

/** A notification above the heading of a page, shown once (specification, section 2). */
export type Banner = { type: "success" | "important"; text: string };

/** Stores a banner for the session's next page, in place of any that has not been shown. */
export async function leaveBanner(db: Database, sessionIdHash: Buffer, banner: Banner): Promise<void> {
  await storeBanner(db, { sessionIdHash, banner: JSON.stringify(banner) });
}

/** The banner is JSON. */
type BannerValues = { sessionIdHash: Buffer; banner: string };

/** The statement of `leaveBanner`, which can also be part of another statement. */
export function updateBanner(query: QueryCreator<DB>, { sessionIdHash, banner }: Placeholders<BannerValues>) {
  return query.updateTable("sessions").set({ banner }).where("id_hash", "=", sessionIdHash);
}

const storeBanner = compiledOnce((db, values: Placeholders<BannerValues>) => updateBanner(db, values));

/** Deletes the session's banner and returns it. If two pages load at once, only one of them gets it. */
export async function takeBanner(db: Database, sessionIdHash: Buffer): Promise<Banner | null> {
  const [taken] = await takeOnce(db, { sessionIdHash });
  return taken?.banner ?? null;
}

const takeOnce = compiledOnce(
  (_, { sessionIdHash }: Placeholders<{ sessionIdHash: Buffer }>) =>
    sql<{ banner: Banner }>`
      update sessions set banner = null
      from (select id_hash, banner from sessions where id_hash = ${sessionIdHash} for update) before
      where sessions.id_hash = before.id_hash and before.banner is not null
      returning before.banner
    `,
);
