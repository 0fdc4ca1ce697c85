import type { Database } from "../../../../db/database.ts";
import { addresseeColumns } from "../../../../server/emails/addressee.ts";
import type { Resources } from "../../../../server/resources.ts";
import { doAllRows, type Staff, startAdding } from "../../../records/bulk-changes.ts";
import { identityOf, recogniseOnly } from "../../../records/identities.ts";
import type { Organisation } from "../../../records/organisations.ts";
import type { Details } from "../../../records/people.ts";
import { refuse } from "../../../records/refused-sign-ins.ts";
import { type Fate, send } from "../scene.ts";

/** Whole numbers from 0 up to a limit, the same each time. */
export type Draw = (below: number) => number;

/** Starts draws with a seed. */
export function drawFrom(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What makes a history: support staff, organisations, and to which record each email was when it was requested. */
export type World = {
  resources: Resources;
  staff: Staff;
  organisations: Organisation[];
  draw: Draw;
  addressees: Map<string, string | null>;
};

const confirmed = true as const;

/** One of a few people, so that the same ones come again and again. */
function somebody(draw: Draw): Details {
  const number = draw(25);
  const mailbox = draw(3) === 0 ? `moved.${number}` : `person.${number}`;
  return { firstName: "Ada", lastName: `Number ${number}`, email: `${mailbox}@example.com` };
}

const pick = <Item>(draw: Draw, items: Item[]): Item | undefined => items[draw(items.length)];

/** A membership at random; undefined if there is none. */
async function someMember(db: Database, draw: Draw) {
  const members = await db
    .selectFrom("memberships")
    .select(["organisation_id as organisationId", "user_id as userId"])
    .orderBy("created_at")
    .orderBy("organisation_id")
    .execute();
  return pick(draw, members);
}

/** Changes at random. The rules refuse some of them, which changes nothing. */
const changes: ((world: World) => Promise<unknown>)[] = [
  add,
  add,
  add,
  add,
  remove,
  remove,
  signInSomebody,
  signInSomebody,
  signInSomebody,
  signInElsewhere,
  addSeveral,
  inviteAgain,
  inviteInstead,
  inviteInstead,
  unlink,
];

/** Makes one change at random, then lets something become of some emails. */
export async function changeSomething(world: World): Promise<void> {
  const { draw } = world;
  const change = pick(draw, changes);
  await change?.(world).catch(ignoreRefusal);
  await rememberAddressees(world);
  await sendSome(world);
}

function ignoreRefusal(error: unknown): void {
  if (error instanceof Error && "code" in error && error.code !== "INTERNAL_SERVER_ERROR") return;
  throw error;
}

async function add({ staff, organisations, draw }: World): Promise<void> {
  const organisationId = pick(draw, organisations)?.id ?? "";
  await staff.api.organisationUsers.add({ organisationId, ...somebody(draw) });
}

async function remove({ resources, staff, draw }: World): Promise<void> {
  const member = await someMember(resources.db, draw);
  if (member) await staff.api.organisationUsers.remove(member);
}

/** Signs somebody in, seldom with an account that is not theirs. */
async function signInSomebody({ resources, draw }: World): Promise<void> {
  const person = somebody(draw);
  const account = draw(12) === 0 ? "new" : "old";
  await recogniseOnly(resources.db, identityOf(person, `dsi-${account}-${person.lastName}`));
}

/** Signs somebody in whose address at DfE Sign-in is now that of a record without a sign-in, so that both are merged. */
async function signInElsewhere({ resources, draw }: World): Promise<void> {
  const people = resources.db
    .selectFrom("organisation_users")
    .select(["email", "first_name as firstName", "last_name as lastName", "dfe_sign_in_id as account"])
    .orderBy("email");
  const linked = pick(draw, await people.where("dfe_sign_in_id", "is not", null).execute());
  const waiting = pick(draw, await people.where("last_signed_in_at", "is", null).execute());
  if (!linked?.account || !waiting) return;
  await recogniseOnly(resources.db, identityOf({ ...linked, email: waiting.email }, linked.account));
}

async function addSeveral({ resources, staff, organisations, draw }: World): Promise<void> {
  const rows = Array.from({ length: 1 + draw(4) }, () => ({
    ...somebody(draw),
    organisationId: pick(draw, organisations)?.id ?? "",
  }));
  await doAllRows(resources, await startAdding(staff, rows));
}

async function inviteAgain({ resources, staff, draw }: World): Promise<void> {
  const member = await someMember(resources.db, draw);
  if (member) await staff.api.organisationUsers.resendInvitation(member);
}

async function inviteInstead({ resources, staff, draw }: World): Promise<void> {
  const person = somebody(draw);
  const waiting = await resources.db
    .selectFrom("organisation_users")
    .select("id")
    .where("last_name", "=", person.lastName)
    .where("last_signed_in_at", "is", null)
    .executeTakeFirst();
  if (waiting === undefined) return;
  const email = `other.${draw(1_000)}@example.com`;
  const problemId = await refuse(resources.db, { ...person, email });
  await staff.api.signInProblems.inviteInstead({ problemId, userId: waiting.id, confirmed });
}

async function unlink({ resources, staff, draw }: World): Promise<void> {
  const linked = await resources.db
    .selectFrom("organisation_users")
    .select(["id", "first_name as firstName", "last_name as lastName", "email"])
    .where("dfe_sign_in_id", "is not", null)
    .orderBy("email")
    .execute();
  const person = pick(draw, linked);
  if (person === undefined) return;
  await recogniseOnly(resources.db, identityOf(person, `dsi-anew-${draw(1_000)}`));
  await staff.api.organisationUsers.unlink({ userId: person.id, confirmed });
}

/** Remembers to which record new emails are, because merging moves them. */
async function rememberAddressees({ resources, addressees }: World): Promise<void> {
  const emails = await resources.db
    .selectFrom("emails")
    .select(["id", ...addresseeColumns])
    .execute();
  for (const { id, organisationUserId } of emails)
    if (!addressees.has(id)) addressees.set(id, organisationUserId);
}

const fates: Fate[] = [
  "delivered",
  "delivered",
  "delivered",
  "sent",
  "permanent-failure",
  "temporary-failure",
  "400 ValidationError: x",
];

/** Sends half of the emails that wait, the oldest first. */
async function sendSome({ resources, draw }: World): Promise<void> {
  const queued = resources.db.selectFrom("emails").select("id").where("status", "=", "queued");
  for (const { id } of await queued.orderBy("sequence").execute())
    if (draw(2) === 0) await send(resources, id, pick(draw, fates) ?? "delivered");
}
