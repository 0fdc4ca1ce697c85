import { migrate } from "../../../db/migrate.ts";
import { onMaintenance, siblingUrl } from "../../setup/postgres/maintenance.ts";
import { openForFilling } from "./worlds.ts";
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
