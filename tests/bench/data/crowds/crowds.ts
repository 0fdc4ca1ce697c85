import type { Database } from "../../../../db/database.ts";
import { migrate } from "../../../../db/migrate.ts";
import { onMaintenance, siblingUrl } from "../../../setup/postgres/maintenance.ts";
import type { Server } from "../server.ts";
import { openForFilling, signIn, type World } from "../worlds.ts";
import { addPeople, fillDatabase, schools, type Sizes } from "./fill-crowds.ts";

/** How many people a database holds. */
export type People = { few: number; many: number };

/** Databases with a `large`, a `small` and a `usual` organisation. In that of few people the large one is empty. */
export type Crowds = { few: World; many: World };

/** Makes two databases, of few people and of many people. */
export async function makeCrowds({ maintenanceUrl }: Server, sizes: Sizes, people: People): Promise<Crowds> {
  const few = await makeFew(maintenanceUrl, sizes, people);
  return { few, many: await makeMany(maintenanceUrl, sizes, people) };
}

async function makeFew(maintenanceUrl: string, sizes: Sizes, { few }: People): Promise<World> {
  await onMaintenance(maintenanceUrl, "create database few");
  const databaseUrl = siblingUrl(maintenanceUrl, "few");
  await migrate(databaseUrl);
  return describe(databaseUrl, (db) => fillDatabase(db, sizes, few));
}

async function makeMany(maintenanceUrl: string, sizes: Sizes, { few, many }: People): Promise<World> {
  await onMaintenance(maintenanceUrl, "create database many template few");
  return describe(siblingUrl(maintenanceUrl, "many"), (db) => addPeople(db, sizes, few, many));
}

/** Fills a database, vacuums it, and signs a support user in. */
async function describe(databaseUrl: string, fill: (db: Database) => Promise<void>): Promise<World> {
  await using db = openForFilling(databaseUrl);
  await fill(db);
  await onMaintenance(databaseUrl, "vacuum analyze");
  const ids = {
    large: await idOf(db, schools.large),
    small: await idOf(db, schools.small),
    usual: await idOf(db, schools.usual),
  };
  return { databaseUrl, cookie: (await signIn(db)).cookie, ids };
}

async function idOf(db: Database, school: number): Promise<string> {
  const { id } = await db
    .selectFrom("organisations")
    .select("id")
    .where("urn", "=", String(200_000 + school))
    .executeTakeFirstOrThrow();
  return id;
}
