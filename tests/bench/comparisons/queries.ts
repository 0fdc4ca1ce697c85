import { createHash } from "node:crypto";
import pg from "pg";

/** What the user list shows. */
export type UserListPage = {
  organisation: { id: string; name: string };
  users: { id: string; firstName: string; lastName: string; email: string }[];
  total: number;
  page: number;
  pageCount: number;
};

/** The queries of a user list, written by hand: the session, the organisation, and its users. */
const session = {
  name: "session",
  text: `
    select id_hash, id_token, refused_email, banner is not null as has_banner,
      last_seen_at < now() - least(interval '1 minute', make_interval(mins => $1) / 10) as is_stale,
      support_user_id, organisation_user_id,
      coalesce(s.first_name, o.first_name) as first_name, coalesce(s.last_name, o.last_name) as last_name
    from sessions
    left join support_users s on s.id = support_user_id and s.removed_at is null
    left join organisation_users o on o.id = organisation_user_id
    where id_hash = $2
      and last_seen_at > now() - make_interval(mins => $1)
      and sessions.created_at > now() - case when refused_email is null then interval '12 hours' else interval '10 minutes' end
      and num_nonnulls(s.id, o.id, refused_email) = 1`,
};

const organisation = {
  name: "organisation",
  text: "select id, name, type, urn, ukprn, street, town, postcode from organisations where id = $1",
};

const users = {
  name: "users",
  text: `
    select (
      select coalesce(json_agg(agg), '[]') from (
        select organisation_users.id, first_name as "firstName", last_name as "lastName", email,
          last_signed_in_at as "lastSignedInAt"
        from (
          select user_id from memberships where organisation_id = $1
          order by user_first_name collate english, user_last_name collate english, user_id limit $2 offset $3
        ) members
        join organisation_users on organisation_users.id = members.user_id
        order by first_name collate english, last_name collate english, organisation_users.id
      ) agg
    ) as items, (select count(*)::integer from memberships where organisation_id = $1) as total
    from organisations where id = $1`,
};

const user = {
  name: "user",
  text: "select id, first_name, last_name, email from support_users where id = $1 and removed_at is null",
};

type Row = { items: UserListPage["users"]; total: number };
type User = { id: string; first_name: string; last_name: string; email: string };

/** Reads what a page shows to the signed-in user. */
export type Reader = {
  pool: pg.Pool;
  findUser: (id: string | undefined) => Promise<User | undefined>;
  /** @returns the user that the benchmark signs in */
  findFirstUser: () => Promise<string>;
  /** Whether a cookie belongs to a support user. */
  isSignedIn: (cookie: string | undefined) => Promise<boolean>;
  readUsers: (organisationId: string, page: number) => Promise<UserListPage>;
};

/** @param databaseUrl a `postgres://` address */
export function openReader(databaseUrl: string): Reader {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  return {
    pool,
    findUser: async (id) => (await pool.query<User>({ ...user, values: [id] })).rows[0],
    findFirstUser: async () => {
      const { rows } = await pool.query<User>("select id from support_users order by email limit 1");
      return rows[0]?.id ?? "";
    },
    isSignedIn: async (cookie) => {
      const [, value = ""] = /(?:^|; )session=([^;]*)/.exec(cookie ?? "") ?? [];
      const id = JSON.parse(Buffer.from(decodeURIComponent(value), "base64").toString() || '""') as string;
      const hash = createHash("sha256").update(id).digest();
      const { rows } = await pool.query<{ support_user_id: string | null }>({
        ...session,
        values: [120, hash],
      });
      return typeof rows[0]?.support_user_id === "string";
    },
    readUsers: async (organisationId, page) => {
      const [found, listed] = await Promise.all([
        pool.query<UserListPage["organisation"]>({ ...organisation, values: [organisationId] }),
        pool.query<Row>({ ...users, values: [organisationId, 25, (page - 1) * 25] }),
      ]);
      const [{ items, total } = { items: [], total: 0 }] = listed.rows;
      const [{ id, name } = { id: "", name: "" }] = found.rows;
      return { organisation: { id, name }, users: items, total, page, pageCount: Math.ceil(total / 25) };
    },
  };
}
