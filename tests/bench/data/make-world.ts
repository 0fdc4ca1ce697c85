import { sql } from "kysely";
import { migrate } from "../../../db/migrate.ts";
import { onMaintenance, siblingUrl } from "../../setup/postgres/maintenance.ts";
import { openForFilling, signIn, type World } from "./worlds.ts";
import { fillLarge } from "./large/fill-large.ts";
import type { LargeSizes } from "./large/sizes.ts";

/** Makes a database of this size. Fills it under another name first, so that an unfinished one is never used. */
export async function makeDatabase(maintenanceUrl: string, name: string, sizes: LargeSizes): Promise<void> {
  const unfinished = `${name}_unfinished`;
  await onMaintenance(maintenanceUrl, `drop database if exists ${unfinished}`);
  await onMaintenance(maintenanceUrl, `create database ${unfinished}`);
  const url = siblingUrl(maintenanceUrl, unfinished);
  await migrate(url);
  await fill(url, sizes);
  await onMaintenance(maintenanceUrl, `alter database ${unfinished} rename to ${name}`);
}

async function fill(url: string, sizes: LargeSizes): Promise<void> {
  await using db = openForFilling(url);
  await fillLarge(db, sizes);
  await onMaintenance(url, "vacuum analyze");
}

/**
 * Signs a support user in, and finds what is measured: the `largest` organisation; a `usual` one with two pages of
 * users, who all have different names; one `person` of these; a support user of the `staff`; and a sign-in `problem` of somebody with a common name.
 */
export async function enterWorld(databaseUrl: string): Promise<World> {
  await using db = openForFilling(databaseUrl);
  const { rows } = await sql<{
    largest: string;
    usual: string;
    person: string;
    staff: string;
    problem: string;
  }>`
    with organisations as (
      select organisation_id as id, count(*) as users, min(user_id::text)::uuid as person,
        count(distinct lower(user_first_name || ' ' || user_last_name)) as names
      from memberships where organisation_id in (select id from organisations where not is_closed)
      group by organisation_id
    )
    select largest.id as largest, usual.id as usual, usual.person,
      (select id from support_users where removed_at is null order by id limit 1) as staff, (
      select id from refused_sign_ins
      order by given_name = 'Sarah' desc, family_name = 'Smith' desc, id limit 1
    ) as problem
    from (select * from organisations order by users desc, id limit 1) largest,
      (select * from organisations where users = names and users between 30 and 50 order by id limit 1) usual
  `.execute(db);
  if (rows[0] === undefined) throw new Error("No organisation has from 30 to 50 users");
  return { databaseUrl, cookie: await signIn(db), ids: rows[0] };
}
