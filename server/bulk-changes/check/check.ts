import { randomUUID } from "node:crypto";
import { sql, type Transaction } from "kysely";
import type { Database } from "../../../db/database.ts";
import type { DB } from "../../../db/types.ts";
import type { ChangeContext } from "../../actor.ts";
import { fieldErrorsToTrpc } from "../../procedures/field-errors.ts";
import { refusal } from "../../refusals.ts";
import type { Owner } from "../access.ts";
import { type CheckInput, mostRows } from "../schema.ts";
import { type CheckedRow, insertRows } from "./checked-row.ts";
import { type Organisation, readOrganisation } from "./organisations.ts";
import { checkRowsToAdd, type Seen } from "./rows-to-add.ts";
import { readWhole, rowsToAdd, usersOf, type Whole } from "./sources.ts";
import { takePlace } from "./place.ts";
import { checkUsersToInvite, checkUsersToRemove } from "./users.ts";

/**
 * Checks what a change to several people would do, and stores it (specification, section 11, Checking). Checking again
 * with the same id replaces what was stored.
 *
 * @returns the id of the bulk change
 * @throws {TRPCError} NOT_FOUND if there is no such organisation, or no such bulk change of this owner; CONFLICT with
 * the reason `alreadyStarted` or `notEnded`; FORBIDDEN with the reason `organisationClosed`, if users are added to it;
 * UNAUTHORIZED if the session has ended; and any error of `claim`
 */
export async function checkBulkChange(
  db: Database,
  { claim, answered }: Pick<ChangeContext, "claim" | "answered">,
  owner: Owner,
  input: CheckInput,
): Promise<string> {
  const id = input.bulkChangeId ?? randomUUID();
  await db.transaction().execute(async (trx) => {
    await claim?.(trx);
    await takePlace(trx, owner, id);
    const whole = await readWhole(trx, input);
    const given = whole.organisationId === null ? null : await readOrganisation(trx, whole.organisationId);
    if (input.kind === "add" && input.organisationId !== undefined && given?.isClosed)
      throw refusal("organisationClosed");
    await insertBulkChange(trx, owner, id, input, whole);
    let stored = 0;
    for await (const rows of checkedRows(trx, input, given)) {
      if (stored + rows.length > mostRows) throw tooManyRows();
      await insertRows(trx, id, stored, rows);
      stored += rows.length;
    }
    await countRows(trx, id);
    await answered?.(trx, id);
  });
  return id;
}

function tooManyRows() {
  return fieldErrorsToTrpc({ users: "There must be 10,000 users or fewer" });
}

async function insertBulkChange(
  trx: Transaction<DB>,
  { sessionIdHash, apiTokenId }: Owner,
  id: string,
  { kind }: CheckInput,
  { organisationId, pasted, fileName, header }: Whole,
): Promise<void> {
  const whole = { organisation_id: organisationId, pasted, file_name: fileName, header };
  await trx
    .insertInto("bulk_changes")
    .values({ id, kind, session_id_hash: sessionIdHash, api_token_id: apiTokenId, ...whole })
    .execute();
}

/** Checks the rows of an input, and yields them in batches. */
async function* checkedRows(
  trx: Transaction<DB>,
  input: CheckInput,
  given: Organisation | null,
): AsyncGenerator<CheckedRow[]> {
  if (input.kind === "add") {
    const seen: Seen = { rows: new Map(), people: new Map() };
    for await (const rows of rowsToAdd(trx, input)) yield checkRowsToAdd(trx, given, rows, seen);
    return;
  }
  const check = input.kind === "remove" ? checkUsersToRemove : checkUsersToInvite;
  const seen = new Set<string>();
  for await (const users of usersOf(trx, input)) {
    const rows = await check(trx, users);
    yield rows.filter(({ user_id, organisation_id }) => addTo(seen, `${user_id} ${organisation_id}`));
  }
}

/** Adds a key to a set, and returns whether it is new. */
function addTo(seen: Set<string>, key: string): boolean {
  const isNew = !seen.has(key);
  seen.add(key);
  return isNew;
}

/** Stores how many rows there are of each kind, and which organisations they change. */
async function countRows(trx: Transaction<DB>, id: string): Promise<void> {
  await sql`
    with checked as (
      select verdict, outcome is null as is_open, email, organisation_id from bulk_change_rows where bulk_change_id = ${id}
    ), organisations_changed as (
      insert into bulk_change_organisations (bulk_change_id, organisation_id)
      select distinct ${id}::uuid, organisation_id from checked where is_open
    )
    update bulk_changes set
      total = (select count(*) from checked),
      emails = (select count(*) from checked where is_open),
      people = (select count(distinct email) from checked where is_open),
      verdicts = (
        select coalesce(jsonb_object_agg(verdict, count), '{}')
        from (select verdict, count(*) from checked group by verdict) as counted
      )
    where id = ${id}
  `.execute(trx);
}
