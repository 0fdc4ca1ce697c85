import { sql, type Transaction } from "kysely";
import type { z } from "zod";
import type { Database } from "../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../db/statements/compiled-once.ts";
import type { DB } from "../../db/types.ts";
import { changesBetween } from "../activity/activity.ts";
import type { ChangeContext } from "../actor.ts";
import { requireOpenOrganisation } from "../organisations/organisations.ts";
import { makeChange, recordAndEmail, type Recorder } from "../people/change.ts";
import { detailColumns, detailFields, type Details, toColumns } from "../people/details.ts";
import { FieldError } from "../procedures/field-errors.ts";
import { refusal } from "../refusals.ts";
import { findHolder } from "./organisation-users.ts";
import { isMember, reviveFormer } from "./former/revive.ts";
import type { checkOutput, PersonInput } from "./schema.ts";

/** The details that would be stored. `storedNameStands`: whether they are the stored ones instead of those typed. */
export type Preview = z.output<typeof checkOutput>;

const columns = ["id", ...detailColumns] as const;

const detailNames = detailFields.map(({ name }) => name);

/**
 * Returns the details that adding a person would store. Changes nothing.
 *
 * @throws {FieldError} if a user of this organisation has the email address
 * @throws {TRPCError} NOT_FOUND if there is no such organisation; FORBIDDEN with the reason `organisationClosed`
 */
export async function previewOrganisationUser(
  db: Database,
  { organisationId, ...details }: PersonInput,
): Promise<Preview> {
  await requireOpenOrganisation(db, organisationId);
  const holder = await findHolder(db, { organisationId, ...details });
  if (holder !== undefined) throw alreadyMember(holder);
  const standing = await db
    .selectFrom("organisation_users")
    .select(detailColumns)
    .where("email", "=", details.email)
    .where(isMember)
    .executeTakeFirst();
  const differs = standing !== undefined && changesBetween(standing, details) !== undefined;
  return { ...(differs ? standing : details), storedNameStands: differs };
}

/**
 * Adds a person to an organisation and queues an invitation. If an organisation user with the email address exists,
 * adds that user, as a new person if they belong to no organisation (specification, section 3, Adding someone who
 * already exists; section 4).
 *
 * @returns the person's details as stored
 * @throws {FieldError} if a user of this organisation has the email address
 * @throws {TRPCError} NOT_FOUND if there is no such organisation; FORBIDDEN with the reason `organisationClosed`; and any
 * error of `context.claim`
 */
export function addOrganisationUser(
  db: Database,
  context: ChangeContext,
  input: PersonInput,
): Promise<Stored> {
  return makeChange(db, context, async (trx) => {
    const { isNew: _, ...person } = await addMember(trx, context, input);
    return person;
  });
}

/**
 * Does what `addOrganisationUser` does, in a transaction of the caller.
 *
 * @param options `record` records the change, by default with an email; with `mayBeClosed`, the organisation may have closed
 * @throws the errors of `addOrganisationUser`, and what `makeChange` turns into them
 */
export async function addMember(
  trx: Transaction<DB>,
  context: ChangeContext,
  { organisationId, ...details }: PersonInput,
  { record = recordAndEmail, mayBeClosed = false }: { record?: Recorder; mayBeClosed?: boolean } = {},
): Promise<Member> {
  const { isClosed, ...member } = await insertMember(trx, organisationId, details);
  if (isClosed && !mayBeClosed) throw refusal("organisationClosed");
  const { isNew, ...person } = member.isNew ? member : await joinAgain(trx, organisationId, member, details);
  const action = isNew ? "added" : "linked";
  await record(trx, context, { kind: "organisation_user", action, person, organisationId });
  return { ...person, isNew };
}

type Stored = Details & { id: string };

/** `isNew`: whether this is a new person, perhaps in the record of somebody who was removed. */
type Member = Stored & { isNew: boolean };

/**
 * Creates the person with this email address and their membership. If the person exists, it only locks their row:
 * another transaction that adds the same address waits until this one ends. It does not wait for an import that is about
 * to close the organisation: then the person was added before.
 *
 * @returns the member, and whether the organisation has closed; null if there is none
 */
async function insertMember(
  trx: Transaction<DB>,
  organisationId: string,
  details: Details,
): Promise<Member & { isClosed: boolean | null }> {
  const [member] = await insertOnce(trx, { ...details, organisationId });
  if (member === undefined) throw new Error("A statement that inserts or updates a row has returned none");
  return member;
}

const insertOnce = compiledOnce((db, values: Placeholders<Details & { organisationId: string }>) =>
  db
    .with("person", (query) =>
      query
        .insertInto("organisation_users")
        .values(toColumns(values))
        .onConflict((on) => on.column("email").doUpdateSet({ email: values.email }))
        .returning([...columns, sql<boolean>`xmax = 0`.as("isNew")]),
    )
    .with("membership", (query) =>
      query
        .insertInto("memberships")
        .columns(["organisation_id", "user_id"])
        .expression((member) =>
          member
            .selectFrom("person")
            .select([sql<string>`${values.organisationId}::uuid`.as("organisation_id"), "id"])
            .where("isNew", "=", true),
        ),
    )
    .selectFrom("person")
    .select(["id", "isNew", ...detailNames])
    .select((query) =>
      query
        .selectFrom("organisations")
        .select("is_closed")
        .where("organisations.id", "=", values.organisationId)
        .as("isClosed"),
    ),
);

/**
 * Adds a person who exists already to an organisation, as a new person if they belong to none. These are statements of
 * their own: they must see what another transaction committed while `insertMember` waited for its lock.
 */
async function joinAgain(
  trx: Transaction<DB>,
  organisationId: string,
  stored: Stored,
  details: Details,
): Promise<Member> {
  const revived = await reviveFormer(trx, stored.id, details);
  const joined = await trx
    .insertInto("memberships")
    .values({ organisation_id: organisationId, user_id: stored.id })
    .onConflict((on) => on.doNothing())
    .returning("user_id")
    .executeTakeFirst();
  if (joined === undefined) throw alreadyMember(stored.id);
  return { ...(revived ?? stored), isNew: revived !== undefined };
}

/** The error for an address that a user of the organisation has. Scripts get that user's id, to go on with. */
function alreadyMember(userId: string): FieldError {
  return new FieldError("email", "alreadyInOrganisation", userId);
}
