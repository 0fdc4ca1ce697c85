import type { Transaction } from "kysely";
import type { DB } from "../../../db/types.ts";
import { detailColumns, mapDetails } from "../../people/details.ts";
import { nameOrder } from "../../people/person.ts";
import { notFound, refusal } from "../../refusals.ts";
import { groups } from "../outcomes.ts";
import { type CheckInput, mostRows, type Outcome } from "../schema.ts";
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

/** The number of rows that are read, checked and stored with one set of queries. */
const batchSize = 1_000;

/** Yields the rows to add that an input gives, the users of an organisation, or those not done of another bulk change, in batches. */
export async function* rowsToAdd(
  trx: Transaction<DB>,
  { rows = [], usersOf, retryOf }: CheckInput,
): AsyncGenerator<NumberedRow[]> {
  if (usersOf !== undefined) {
    const users = await usersOfOrganisation(trx, usersOf);
    yield* inBatches(users, (user) => user);
    return;
  }
  if (retryOf === undefined) {
    yield* inBatches(rows, (row, index) => ({ number: index + 1, ...row }));
    return;
  }
  for await (const stored of storedRows(trx, retryOf, groups.not_done)) {
    yield stored.map(({ number, position, cells, organisation_id: organisationId, ...row }) => ({
      number: number ?? position,
      cells: cells ?? undefined,
      firstName: row.first_name ?? "",
      lastName: row.last_name ?? "",
      email: row.email ?? "",
      urn: row.urn ?? "",
      ukprn: row.ukprn ?? "",
      organisationId: organisationId ?? undefined,
    }));
  }
}

async function usersOfOrganisation(trx: Transaction<DB>, organisationId: string): Promise<NumberedRow[]> {
  const users = await trx
    .selectFrom("memberships")
    .innerJoin("organisation_users", "organisation_users.id", "user_id")
    .select(detailColumns)
    .where("organisation_id", "=", organisationId)
    .orderBy(nameOrder)
    .orderBy("organisation_users.id")
    .limit(mostRows + 1)
    .execute();
  return users.map((user, index) => ({
    ...{ number: index + 1, urn: "", ukprn: "" },
    ...mapDetails(({ name }) => user[name]),
  }));
}

/**
 * Yields the people to invite again or to remove that an input gives, in batches; each with the organisation that it is
 * about or null if it does not say.
 */
export async function* usersOf(trx: Transaction<DB>, input: CheckInput): AsyncGenerator<UserOf[]> {
  const { users, all, organisationId = null, retryOf, undoOf } = input;
  if (users !== undefined) {
    yield* inBatches(users, (user) => ({
      userId: user.userId,
      organisationId: user.organisationId ?? organisationId,
    }));
  } else if (all !== undefined) {
    const ids = await idsOfListed(trx, { ...all, organisationId: organisationId ?? undefined });
    yield ids.map((userId) => ({ userId, organisationId }));
  } else {
    const outcomes = undoOf === undefined ? groups.not_done : (["added", "linked"] as const);
    for await (const rows of storedRows(trx, retryOf ?? undoOf ?? "", outcomes)) {
      yield rows.flatMap((row) =>
        row.user_id === null ? [] : [{ userId: row.user_id, organisationId: row.organisation_id }],
      );
    }
  }
}

function* inBatches<Item, Made>(items: Item[], make: (item: Item, index: number) => Made): Generator<Made[]> {
  for (let start = 0; start < items.length; start += batchSize) {
    yield items.slice(start, start + batchSize).map((item, index) => make(item, start + index));
  }
}

async function* storedRows(trx: Transaction<DB>, bulkChangeId: string, outcomes: readonly Outcome[]) {
  for (let after = 0; ;) {
    const rows = await trx
      .selectFrom("bulk_change_rows")
      .select(["position", "number", "cells", "first_name", "last_name", "email", "urn", "ukprn"])
      .select(["organisation_id", "user_id"])
      .where("bulk_change_id", "=", bulkChangeId)
      .where("position", ">", after)
      .where("email", "is not", null)
      .where("outcome", "in", outcomes)
      .orderBy("position")
      .limit(batchSize)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last.position;
  }
}
