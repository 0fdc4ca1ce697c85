import { randomInt, randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Database } from "../../../db/database.ts";
import type { ActivityAction, BulkChangeKind } from "../../../db/types.ts";
import type { Filter } from "../../../server/activity/schema.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createActor } from "../../records/people.ts";
import { callAs, test } from "../../fixtures/resources.ts";

const days = ["2026-03-28", "2026-03-29", "2026-06-30"];
/** Around the midnights of London on both sides of a change of clocks, and in summer. */
const times = days.flatMap((day) => ["00:30", "22:30", "23:30"].map((time) => `${day}T${time}:00Z`));

const bulkKinds: BulkChangeKind[] = ["add", "remove"];
const kinds: ActivityAction[] = ["added", "linked", "removed", "edited"];
const pick = <Item>(items: Item[]): Item => items[randomInt(items.length)] as Item;

type Row = {
  at: string;
  action: ActivityAction;
  actor_kind: "support_user";
  actor_id: string;
  actor_name: string;
  subject_kind: "organisation_user" | "bulk_change";
  subject_id: string;
  organisation_id: string | null;
  bulk_change_id: string | null;
};

type World = {
  people: string[];
  organisations: string[];
  bulk: { id: string; kind: BulkChangeKind; organisations: string[] }[];
};

/** Four people, two of them one person, and bulk changes that affect one of two organisations, or both. */
async function createWorld(db: Database): Promise<World> {
  const people = Array.from({ length: 4 }, () => randomUUID());
  const organisations = [(await createOrganisation(db)).id, (await createOrganisation(db, "Calder")).id];
  const [, person = "", former = ""] = people;
  const names = { first_name: "Megan", last_name: "Price", email: "megan.price@example.com" };
  await db
    .insertInto("organisation_users")
    .values({ id: person, ...names })
    .execute();
  await db.insertInto("merged_people").values({ id: former, organisation_user_id: person }).execute();
  const started = {
    started_at: new Date(),
    started_by_kind: "support_user",
    started_by_name: "Tom",
  } as const;
  const bulk = bulkKinds.flatMap((kind) =>
    [organisations, organisations.slice(0, 1)].map((affected) => ({
      ...{ id: randomUUID(), kind, organisations: affected },
    })),
  );
  for (const { id, kind, organisations: affected } of bulk) {
    await db
      .insertInto("bulk_changes")
      .values({ id, kind, ...started, started_by_id: randomUUID() })
      .execute();
    await db
      .insertInto("bulk_change_organisations")
      .values(affected.map((organisation_id) => ({ bulk_change_id: id, organisation_id })))
      .execute();
  }
  return { people, organisations, bulk };
}

function randomRow({ people, organisations, bulk }: World): Row {
  const by = {
    at: pick(times),
    actor_kind: "support_user",
    actor_id: pick(people),
    actor_name: "A",
  } as const;
  const about = { subject_kind: "organisation_user", subject_id: pick(people) } as const;
  if (randomInt(10) === 0) {
    const started = { subject_kind: "bulk_change", subject_id: pick(bulk).id } as const;
    return { ...by, ...started, action: "started", organisation_id: null, bulk_change_id: null };
  }
  const bulk_change_id = pick([null, null, pick(bulk).id]);
  const organisation_id = pick([null, ...organisations]);
  return { ...by, ...about, action: pick(kinds), organisation_id, bulk_change_id };
}

/** What the log shows of a row, worked out from the words of the specification. */
function isShown(row: Row, { kind, actorId, userId, organisationId, from, to }: Filter, world: World) {
  const day = new Date(row.at).toLocaleDateString("sv-SE", { timeZone: "Europe/London" });
  const isPerson = (id: string) => personOf(id, world) === personOf(userId ?? "", world);
  const bulk = world.bulk.find(({ id }) => row.action === "started" && id === row.subject_id);
  const isOfRows = { added: "add", linked: "add", removed: "remove" }[String(kind)] === bulk?.kind;
  return [
    userId === undefined ? row.bulk_change_id === null : isPerson(row.subject_id) || isPerson(row.actor_id),
    kind === undefined || row.action === kind || (userId === undefined && bulk !== undefined && isOfRows),
    organisationId === undefined ||
      row.organisation_id === organisationId ||
      (userId === undefined && bulk?.organisations.includes(organisationId)),
    actorId === undefined || row.actor_id === actorId,
    from === undefined || day >= from,
    to === undefined || day <= to,
  ].every(Boolean);
}

function personOf(id: string, { people: [, person, former] }: World): string | undefined {
  return id === former ? person : id;
}

test("each way to narrow the log, and all together, show what the words say", async ({ resources, db }) => {
  const world = await createWorld(db);
  const rows = Array.from({ length: 300 }, () => randomRow(world));
  const stored = await db
    .insertInto("activity")
    .values(rows.map(({ at, ...row }) => ({ ...row, at: new Date(at) })))
    .returning("id")
    .execute();
  const api = callAs(resources, await createActor(db));
  const newest = rows
    .map((row, index) => ({ row, id: stored[index]?.id ?? 0 }))
    .toSorted((one, other) => Date.parse(other.row.at) - Date.parse(one.row.at) || other.id - one.id);
  const somewhere = <Value>(values: Value[]) => pick([undefined, ...values]);

  for (let round = 0; round < 50; round += 1) {
    const [first, last] = [pick(days), pick(days)].toSorted();
    const filter: Filter = {
      ...{ kind: somewhere(kinds), actorId: somewhere(world.people), userId: somewhere(world.people) },
      ...{ organisationId: somewhere(world.organisations), from: pick([undefined, first]) },
      to: pick([undefined, last]),
    };
    const expected = newest.filter(({ row }) => isShown(row, filter, world)).map(({ id }) => id);

    const page = randomInt(1, 1 + Math.max(1, Math.ceil(expected.length / 25)));
    const { items, ...counts } = await api.activity.list({ ...filter, page });

    const what = JSON.stringify({ ...filter, page });
    expect(
      items.map(({ id }) => id),
      what,
    ).toEqual(expected.slice((page - 1) * 25, page * 25));
    expect(counts, what).toMatchObject({ total: expected.length, isMore: false });
  }
});

test("what is narrowed counts to 1,000, and shows no more", async ({ resources, db }) => {
  const entry = { action: "imported", actor_kind: "system" } as const;
  await db
    .insertInto("activity")
    .values(Array.from({ length: 1_001 }, () => entry))
    .execute();
  const { list } = callAs(resources, await createActor(db)).activity;

  expect(await list({ kind: "imported" })).toMatchObject({ total: 1_000, pageCount: 40, isMore: true });
  expect((await list({ kind: "imported", page: 40 })).items).toHaveLength(25);
  for (const page of [41, Number.MAX_SAFE_INTEGER])
    expect((await list({ kind: "imported", page })).items).toEqual([]);
  expect(await list({})).toMatchObject({ total: 1_001, pageCount: 41, isMore: false });
});

test.for([
  [{ from: "2026-02-31" }, { from: "From date must be a real date" }],
  [{ to: "0000-01-01" }, { to: "To date must be a real date" }],
  [{ to: "1 January 2026" }, { to: "To date must be a real date" }],
  [{ from: "2026-01-02", to: "2026-01-01" }, { to: "To date must be the same as or after the from date" }],
])("%j is refused", async ([filter, fieldErrors], { resources, db }) => {
  const { list } = callAs(resources, await createActor(db)).activity;

  await expect(list(filter)).rejects.toMatchObject({ code: "BAD_REQUEST", cause: { fieldErrors } });
});

test("the earliest and the last day can be asked for", async ({ resources, db }) => {
  const { list } = callAs(resources, await createActor(db)).activity;

  expect(await list({ from: "0001-01-01", to: "9999-12-31" })).toMatchObject({ total: 0 });
});
