import { randomUUID } from "node:crypto";
import pg from "pg";
import type { PgBoss } from "pg-boss";
import { openDatabase } from "../../../db/database.ts";
import { emailQueue, openQueue } from "../../../server/emails/queue.ts";
import { findFreePorts } from "../../setup/free-port.ts";
import type { Figure } from "../figures/figure.ts";
import { timeOne } from "../processes/load.ts";
import type { Measured } from "../processes/measured-process.ts";
import { startOurs } from "../processes/console-process.ts";
import type { Pace } from "../pace.ts";
import { interleave, ratioOf, spreadOf } from "../figures/statistics.ts";
import type { World } from "../data/databases.ts";

/**
 * Compares saving a person, from the POST to the redirect, with the same transaction in bare SQL plus one
 * page.
 */
export async function measureAdding(world: World, pace: Pace): Promise<Figure[]> {
  await using started = new AsyncDisposableStack();
  const [port = 0] = await findFreePorts(1);
  const ours = await startOurs(world, port);
  started.defer(() => ours.stop());
  const bare = await openBare(world.databaseUrl);
  started.defer(() => bare.close());
  const url = `${ours.url}/support/organisations/${world.organisations.usual}/users`;
  const begin = () => createDraft(bare.client);
  const measures = {
    post: () => timeMany(pace.one, begin, (draft) => post(ours, world, draft)),
    sql: () => timeMany(pace.one, begin, (draft) => addInSql(bare, world, draft)),
    page: () => timeOne({ url, cookie: world.cookie }, pace.one),
  };
  for (const measure of Object.values(measures)) await measure();
  const times = await interleave(["post", "sql", "page"] as const, pace.rounds, (name) => measures[name]());
  const of = (name: keyof typeof measures) => times.get(name) ?? [];
  const both = of("sql").map((time, round) => time + (of("page")[round] ?? NaN));
  return [
    { what: "adding a person: post to redirect", unit: " ms", value: spreadOf(of("post")) },
    { what: "  by bare SQL and a page", value: ratioOf(of("post"), both), limit: { atMost: 2 } },
  ];
}

type Bare = { client: pg.Client; queue: PgBoss; close: () => Promise<void> };

async function openBare(connectionString: string): Promise<Bare> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const db = openDatabase(connectionString, () => undefined);
  const queue = await openQueue(db, () => undefined);
  const close = async () => {
    await queue.stop({ graceful: false });
    await db.destroy();
    await client.end();
  };
  return { client, queue, close };
}

/** The median time of one run, in milliseconds, without its preparation. */
async function timeMany<Begun>(
  seconds: number,
  begin: () => Promise<Begun>,
  run: (begun: Begun) => Promise<void>,
): Promise<number> {
  const times: number[] = [];
  for (const end = performance.now() + seconds * 1_000; performance.now() < end;) {
    const begun = await begin();
    const since = performance.now();
    await run(begun);
    times.push(performance.now() - since);
  }
  return spreadOf(times).median;
}

type Draft = { id: string; email: string };

/** Answers as the details page leaves them, in the newest session. */
async function createDraft(client: pg.Client): Promise<Draft> {
  const draft = { id: randomUUID(), email: `${randomUUID()}@example.com` };
  const answers = { firstName: "Megan", lastName: "Price", email: draft.email };
  await client.query(
    `insert into drafts (id, session_id_hash, scope, answers)
    select $1, sessions.id_hash, 'organisation:' || organisations.id, $2 from organisations, (select id_hash from sessions order by created_at desc limit 1) sessions
    where urn = '200003'`,
    [draft.id, JSON.stringify(answers)],
  );
  return draft;
}

async function post({ url }: Measured, { organisations, cookie }: World, { id }: Draft): Promise<void> {
  const path = `/support/organisations/${organisations.usual}/users`;
  const response = await fetch(`${url}${path}/new/${id}/check`, {
    method: "POST",
    headers: { cookie, origin: url, "content-type": "application/x-www-form-urlencoded" },
    body: "",
    redirect: "manual",
  });
  if (response.headers.get("location") !== path) throw new Error(`Nobody was added: ${response.status}`);
  await response.body?.cancel();
}

/** The statements of `addOrganisationUser` alone. */
async function addInSql({ client, queue }: Bare, world: World, draft: Draft): Promise<void> {
  const one = async (name: string, text: string, values: unknown[]) => {
    const { rows } = await client.query<{ id: string }>({ name, text, values });
    return rows[0]?.id ?? "";
  };
  const organisation = world.organisations.usual;
  await client.query("begin");
  await one("draft", "update drafts set saved_at = now(), answers = null where id = $1 returning id", [
    draft.id,
  ]);
  await one("organisation", "select id from organisations where id = $1", [organisation]);
  const person = await one(
    "person",
    `insert into organisation_users (first_name, last_name, email) values ('Megan', 'Price', $1::text)
    on conflict (email) do update set email = excluded.email returning id`,
    [draft.email],
  );
  await one("member", "insert into memberships (organisation_id, user_id) values ($1, $2)", [
    organisation,
    person,
  ]);
  await one(
    "activity",
    `insert into activity (actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_name, organisation_id)
    select 'support_user', id, 'Staff Member', 'added', 'organisation_user', $1::uuid, 'Megan Price', $2::uuid
    from support_users limit 1`,
    [person, organisation],
  );
  const emailId = await one(
    "email",
    `insert into emails (kind, recipient, organisation_user_id, organisation_id)
    values ('organisation_user_added', $1, $2, $3) returning id`,
    [draft.email, person, organisation],
  );
  const executeSql = (text: string, values?: unknown[]) => client.query(text, values);
  await queue.send(emailQueue, { emailId }, { db: { executeSql } });
  await client.query("commit");
}
