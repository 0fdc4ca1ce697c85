import { sql, type Transaction } from "kysely";
import type { DB } from "../../../db/types.ts";
import { notFound, refusal } from "../../refusals.ts";
import type { CheckInput } from "../schema.ts";
import type { NumberedRow } from "./rows-to-add.ts";
import { idsOfListed } from "../../organisation-users/finding/listed.ts";
import type { UserOf } from "./users.ts";

/** An ended bulk change whose rows another one takes. */
type Earlier = { organisationId: string | null; fileName: string | null; header: string[] | null };

/** What an input says about all rows, completed from the bulk change whose rows it takes. */
export type Whole = Earlier & { pasted: string | null };

/**
 * Returns what an input says about all rows. If it takes the rows of another bulk change, those say it.
 *
 * @throws {TRPCError} NOT_FOUND; CONFLICT with the reason `notEnded`
 */
export async function readWhole(trx: Transaction<DB>, input: CheckInput): Promise<Whole> {
  const { source, organisationId = null, retryOf, undoOf } = input;
  const { pasted = null, fileName = null, header = null } = source ?? {};
  const earlierId = retryOf ?? undoOf;
  if (earlierId === undefined) return { organisationId, pasted, fileName, header };
  const earlier = await trx
    .selectFrom("bulk_changes")
    .select(["organisation_id as organisationId", "file_name as fileName", "header", "finished_at", "kind"])
    .where("id", "=", earlierId)
    .where("started_at", "is not", null)
    .executeTakeFirstOrThrow(notFound);
  if (earlier.kind !== (undoOf === undefined ? input.kind : "add")) throw notFound();
  if (earlier.finished_at === null) throw refusal("notEnded");
  const { header: columns, fileName: name } = earlier;
  return { organisationId: earlier.organisationId, pasted: null, fileName: name, header: columns };
}

/** Returns the rows to add that an input gives, or those not done of another bulk change. */
export async function rowsToAdd(trx: Transaction<DB>, input: CheckInput): Promise<NumberedRow[]> {
  const { rows = [], retryOf } = input;
  if (retryOf === undefined) return rows.map((row, index) => ({ number: index + 1, ...row }));
  const stored = await rowsOf(trx, retryOf)
    .select(["number", "position", "cells", "urn", "ukprn", "organisation_id"])
    .select(["first_name as firstName", "last_name as lastName", "email"])
    .where("outcome", "in", notDone)
    .execute();
  return stored.map(({ number, position, cells, organisation_id: organisationId, ...row }) => ({
    number: number ?? position,
    cells: cells ?? undefined,
    firstName: row.firstName ?? "",
    lastName: row.lastName ?? "",
    email: row.email ?? "",
    urn: row.urn ?? "",
    ukprn: row.ukprn ?? "",
    organisationId: organisationId ?? undefined,
  }));
}

/**
 * Returns the people to invite again or to remove that an input gives, each with the organisation that it is about or
 * null if it does not say.
 */
export async function usersOf(trx: Transaction<DB>, input: CheckInput): Promise<UserOf[]> {
  const { users, all, organisationId = null, retryOf, undoOf } = input;
  if (users !== undefined) {
    return users.map((user) => ({
      userId: user.userId,
      organisationId: user.organisationId ?? organisationId,
    }));
  }
  if (all !== undefined) {
    const ids = await idsOfListed(trx, { ...all, organisationId: organisationId ?? undefined });
    return ids.map((userId) => ({ userId, organisationId }));
  }
  const outcomes = undoOf === undefined ? notDone : (["added", "linked"] as const);
  return rowsOf(trx, retryOf ?? undoOf ?? "")
    .select(["user_id as userId", "organisation_id as organisationId"])
    .where("outcome", "in", outcomes)
    .where("user_id", "is not", null)
    .$narrowType<{ userId: string }>()
    .execute();
}

/** Outcomes of rows that can be tried again. */
export const notDone = ["refused", "failed", "stopped"] as const;

function rowsOf(trx: Transaction<DB>, bulkChangeId: string) {
  return trx
    .selectFrom("bulk_change_rows")
    .where("bulk_change_id", "=", bulkChangeId)
    .where(sql<boolean>`email is not null`)
    .orderBy("position");
}
