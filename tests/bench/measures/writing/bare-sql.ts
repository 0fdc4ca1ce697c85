import { randomUUID } from "node:crypto";
import pg from "pg";
import type { PgBoss } from "pg-boss";
import { openDatabase } from "../../../../db/database.ts";
import { emailQueues, openQueue } from "../../../../server/emails/queue.ts";
import type { World } from "../../data/worlds.ts";

/** A connection without anything between it and PostgreSQL. */
export type Bare = AsyncDisposable & { client: pg.Client; queue: PgBoss };

export async function openBare(connectionString: string): Promise<Bare> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const db = openDatabase(connectionString, () => undefined);
  const queue = await openQueue(db, () => undefined);
  const close = async () => {
    await queue.stop({ graceful: false });
    await db.destroy();
    await client.end();
  };
  return { client, queue, [Symbol.asyncDispose]: close };
}

/** Answers as the details page leaves them. */
export type Draft = { id: string; email: string };

/** Creates drafts in the newest session, to add people to the largest organisation. */
export async function createDrafts({ client }: Bare, { ids }: World, count: number): Promise<Draft[]> {
  const drafts = Array.from({ length: count }, () => ({
    id: randomUUID(),
    email: `${randomUUID()}@example.com`,
  }));
  await client.query(
    `insert into drafts (id, session_id_hash, scope, answers)
    select (draft->>'id')::uuid, id_hash, $1,
      jsonb_build_object('firstName', 'Megan', 'lastName', 'Price', 'email', draft->>'email')
    from (select id_hash from sessions where support_user_id is not null order by created_at desc limit 1) session,
      json_array_elements($2) draft`,
    [`organisation:${ids["largest"] ?? ""}`, JSON.stringify(drafts)],
  );
  return drafts;
}

const statements = {
  draft: "update drafts set saved_at = now(), answers = null where id = $1 returning id",
  organisation: "select id from organisations where id = $1",
  person: `
    insert into organisation_users (first_name, last_name, email) values ('Megan', 'Price', $1::text)
    on conflict (email) do update set email = excluded.email returning id`,
  member: "insert into memberships (organisation_id, user_id) values ($1, $2)",
  activity: `
    insert into activity (actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_name,
      organisation_id)
    select 'support_user', id, 'Staff Member', 'added', 'organisation_user', $1::uuid, 'Megan Price', $2::uuid
    from support_users limit 1`,
  email: `
    insert into emails (kind, recipient, organisation_user_id, organisation_id)
    values ('organisation_user_added', $1, $2, $3) returning id`,
};

/**
 * The statements of `addOrganisationUser` alone.
 *
 * @param nameJob whether the statement that queues the job is named too, unlike pg-boss's own
 */
export async function addInSql(
  { client, queue }: Bare,
  world: World,
  { id, email }: Draft,
  nameJob: boolean,
): Promise<void> {
  const one = async (name: keyof typeof statements, values: unknown[]) => {
    const { rows } = await client.query<{ id: string }>({ name, text: statements[name], values });
    return rows[0]?.id ?? "";
  };
  const organisation = world.ids["largest"];
  await client.query("begin");
  await one("draft", [id]);
  await one("organisation", [organisation]);
  const person = await one("person", [email]);
  await one("member", [organisation, person]);
  await one("activity", [person, organisation]);
  const emailId = await one("email", [email, person, organisation]);
  const executeSql = (text: string, values: unknown[] = []) =>
    client.query({ ...(nameJob && { name: "job" }), text, values });
  await queue.send(emailQueues.single, { emailId }, { db: { executeSql } });
  await client.query("commit");
}
