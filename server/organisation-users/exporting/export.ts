import { sql } from "kysely";
import { jsonBuildObject } from "kysely/helpers/postgres";
import type { z } from "zod";
import type { Database } from "../../../db/database.ts";
import type { Actor } from "../../actor.ts";
import type { Environment } from "../../environment.ts";
import { personColumns } from "../../people/person.ts";
import { notFound } from "../../refusals.ts";
import type { ExportInput, exportOutput } from "../schema.ts";
import { type Cursor, readCursor, writeCursor } from "./cursor.ts";
import { recordDownload } from "./download.ts";

/**
 * Returns a page of an export: the users of all organisations or of some, each with one of their organisations. The order
 * is that of ids, which never change: a user who belongs to an organisation from the first page to the last is in the
 * export once with it, whatever else changes meanwhile. The first page is recorded in the activity log (specification, section 5, The
 * export).
 *
 * @throws {TRPCError} NOT_FOUND if one of the organisations does not exist; BAD_REQUEST if `after` is not from this export
 */
export async function exportOrganisationUsers(
  db: Database,
  { SESSION_SECRET: secret }: Environment,
  actor: Actor,
  { organisationIds, pageSize, after }: ExportInput,
): Promise<z.input<typeof exportOutput>> {
  const of = { secret, organisationIds, actorId: actor.kind === "system" ? "" : actor.id };
  const cursor = after === undefined ? undefined : readCursor(of, after);
  if (cursor === undefined) await begin(db, actor, organisationIds);
  const found = await readAfter(db, organisationIds, cursor, pageSize + 1);
  const items = found.slice(0, pageSize);
  const last = found.length > pageSize ? items.at(-1) : undefined;
  if (last === undefined) return { items, next: null };
  const position = { organisationId: last.organisation.id, userId: last.id };
  return { items, next: writeCursor(of, { begunAt: cursor?.begunAt ?? Date.now(), ...position }) };
}

/** Records the export: of the organisation, if there is only one. */
async function begin(db: Database, actor: Actor, organisationIds: string[] | undefined): Promise<void> {
  const ids = [...new Set(organisationIds?.map((id) => id.toLowerCase()))];
  const known = await db
    .selectFrom("organisations")
    .select("id")
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
  if (known.length < ids.length) throw notFound();
  await recordDownload(db, actor, ids.length === 1 ? ids[0] : undefined);
}

/** Reads memberships in the order of the primary key, and then only those people. */
function readAfter(
  db: Database,
  organisationIds: string[] | undefined,
  cursor: Cursor | undefined,
  most: number,
) {
  let memberships = db.selectFrom("memberships").select(["organisation_id", "user_id"]);
  if (organisationIds !== undefined) {
    memberships = memberships.where(sql<boolean>`organisation_id = any(${organisationIds}::uuid[])`);
  }
  if (cursor !== undefined) {
    memberships = memberships.where(
      sql<boolean>`(organisation_id, user_id) > (${cursor.organisationId}::uuid, ${cursor.userId}::uuid)`,
    );
  }
  return db
    .selectFrom(memberships.orderBy("organisation_id").orderBy("user_id").limit(most).as("member"))
    .innerJoin("organisation_users", "organisation_users.id", "member.user_id")
    .innerJoin("organisations", "organisations.id", "member.organisation_id")
    .select(["organisation_users.id", ...personColumns])
    .select((query) =>
      jsonBuildObject({
        id: query.ref("organisations.id"),
        name: query.ref("organisations.name"),
        urn: query.ref("organisations.urn"),
        ukprn: query.ref("organisations.ukprn"),
        isClosed: query.ref("organisations.is_closed"),
      }).as("organisation"),
    )
    .orderBy("member.organisation_id")
    .orderBy("member.user_id")
    .execute();
}
