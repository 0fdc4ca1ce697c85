import type { Database } from "../../db/database.ts";
import type { Actor } from "../../server/actor.ts";
import { mapDetails, toColumns } from "../../server/people/details.ts";
import type { Organisation } from "./organisations.ts";

/** What tests say about a person; any further detail is empty. */
export type Details = { firstName: string; lastName: string; email: string };
export type Person = Details & { id: string };
type SignIn = { dfeSignInId?: string; lastSignedInAt?: Date };

export const megan = { firstName: "Megan", lastName: "Price", email: "megan.price@example.com" };
/** The person who gets Megan Price's address after her. */
export const successor = { ...megan, firstName: "Dilys", lastName: "Owen" };
export const eric = { firstName: "Éric", lastName: "Blanc", email: "eric.blanc@example.com" };
export const priya = { firstName: "Priya", lastName: "Nair", email: "priya.nair@education.gov.uk" };
export const tom = { firstName: "Tom", lastName: "Whitfield", email: "tom.whitfield@education.gov.uk" };

/** The default time of a person's last sign-in. */
export const earlier = new Date("2026-01-14T10:32:00Z");

/** Creates a user of these organisations, with a DfE Sign-in id if they have signed in. */
export async function createOrganisationUser(
  db: Database,
  details: Details,
  { organisations = [], ...signIn }: { organisations?: Organisation[] } & SignIn = {},
): Promise<Person> {
  const { id } = await db
    .insertInto("organisation_users")
    .values({ ...toColumns(allDetails(details)), ...signInColumns(signIn) })
    .returning("id")
    .executeTakeFirstOrThrow();
  const memberships = organisations.map((one) => ({ organisation_id: one.id, user_id: id }));
  if (memberships.length > 0) await db.insertInto("memberships").values(memberships).execute();
  return { id, ...details };
}

/** Creates a support user, with a DfE Sign-in id if they have signed in. */
export async function createSupportUser(
  db: Database,
  details: Details = priya,
  { removedAt, ...signIn }: { removedAt?: Date } & SignIn = {},
): Promise<Person> {
  const { id } = await db
    .insertInto("support_users")
    .values({
      ...toColumns(allDetails(details)),
      ...signInColumns(signIn),
      removed_at: removedAt,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { id, ...details };
}

function allDetails(details: Details) {
  return { ...mapDetails(() => ""), ...details };
}

function signInColumns({ dfeSignInId, lastSignedInAt }: SignIn) {
  return {
    dfe_sign_in_id: dfeSignInId,
    last_signed_in_at: dfeSignInId === undefined ? undefined : (lastSignedInAt ?? earlier),
  };
}

/** Creates Priya Nair, a support user, as the actor. */
export async function createActor(db: Database): Promise<Actor> {
  const { id } = await createSupportUser(db, priya, { dfeSignInId: "dsi-priya" });
  return { kind: "support_user", id, name: "Priya Nair" };
}

/** Creates this many users of an organisation, all with one name. */
export async function createOrganisationUsers(
  db: Database,
  { id }: Organisation,
  count: number,
  { firstName, lastName }: Details,
): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const rows = numbers.map((number) =>
    toColumns(allDetails({ firstName, lastName, email: `user-${number}-${id}@example.com` })),
  );
  if (rows.length === 0) return;
  const users = await db.insertInto("organisation_users").values(rows).returning("id").execute();
  const memberships = users.map((user) => ({ organisation_id: id, user_id: user.id }));
  await db.insertInto("memberships").values(memberships).execute();
}
