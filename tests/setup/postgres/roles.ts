import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { onMaintenance, siblingUrl } from "./maintenance.ts";

const file = join(import.meta.dirname, "../../../db/privileges.sql");

/** A database with the two roles of docs/operating.md, neither of which is a superuser. */
export type RoleDatabase = {
  /** The address as the owner, who may migrate. */
  ownerUrl: string;
  /** The address as the role of web, worker and commands. */
  appUrl: string;
  /** The name of the database. */
  name: string;
  drop: () => Promise<void>;
};

/**
 * Creates an empty database, two roles and their privileges, as docs/operating.md says. Roles belong to the whole server,
 * so these have names of their own.
 *
 * @param maintenanceUrl a superuser's
 */
export async function createRoleDatabase(maintenanceUrl: string): Promise<RoleDatabase> {
  const suffix = randomBytes(4).toString("hex");
  const [owner, app, name] = [`console_owner_${suffix}`, `console_app_${suffix}`, `console_roles_${suffix}`];
  const password = randomBytes(12).toString("hex");
  for (const role of [owner, app])
    await onMaintenance(maintenanceUrl, `create role ${role} login password '${password}'`);
  await onMaintenance(maintenanceUrl, `create database ${name} owner ${owner}`);
  const as = (username: string) =>
    Object.assign(new URL(siblingUrl(maintenanceUrl, name)), { username, password }).href;
  await onMaintenance(as(owner), readFileSync(file, "utf8").replaceAll("console_app", app));
  return {
    ownerUrl: as(owner),
    appUrl: as(app),
    name,
    drop: async () => {
      await onMaintenance(maintenanceUrl, `drop database ${name} with (force)`);
      for (const role of [owner, app]) await onMaintenance(maintenanceUrl, `drop role ${role}`);
    },
  };
}
