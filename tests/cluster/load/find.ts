import pg from "pg";
import type { Found, Stored } from "../ledger/ledger.ts";
import type { Product } from "./product.ts";

/** Reads what is stored about the people of the load, and which emails Notify took. */
export async function findAll(databaseUrl: string, { mail }: Product): Promise<Found> {
  const rows = await query<Stored & { email: string }>(
    databaseUrl,
    `select email, count(*)::int as users,
       (select count(*)::int from memberships where user_id = any(array_agg(organisation_users.id))) as memberships,
       (select count(*)::int from activity
         where action = 'added' and subject_id = any(array_agg(organisation_users.id))) as entries
     from organisation_users group by email`,
  );
  const stored = new Map(
    rows.map(({ email, users, memberships, entries }) => [email, { users, memberships, entries }]),
  );
  const emails = Map.groupBy(await mail.inbox(), ({ to }) => to);
  const timesOf = (sent: { created_at: string }[]) => sent.map(({ created_at: at }) => Date.parse(at));
  return { stored, arrivals: new Map([...emails].map(([to, sent]) => [to, timesOf(sent)])) };
}

/** How many emails the product has still to send. */
export async function countQueued(databaseUrl: string): Promise<number> {
  const [row] = await query<{ queued: number }>(
    databaseUrl,
    "select count(*)::int as queued from emails where status = 'queued'",
  );
  return row?.queued ?? 0;
}

/** Makes a query on a connection of its own, which no earlier fault has touched. */
async function query<Row extends pg.QueryResultRow>(databaseUrl: string, text: string): Promise<Row[]> {
  const client = new pg.Client({
    ...{ connectionString: databaseUrl, connectionTimeoutMillis: 5_000, query_timeout: 20_000 },
  });
  client.on("error", () => undefined); // the query fails too
  try {
    await client.connect();
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
