import { sql } from "kysely";
import type { Database } from "../../../../db/database.ts";
import { idOf, uniform } from "./chance.ts";
import type { LargeSizes } from "./sizes.ts";

/** For token number `n`: three in five are revoked, one is valid and one has ended. */
const isRevoked = sql`n % 5 < 3`;
const hasEnded = sql`n % 5 = 4`;

/** Fills in API tokens of the last two years. Some of those that are valid end soon. */
export async function fillTokens(db: Database, { apiTokens, supportUsers }: LargeSizes): Promise<void> {
  const maker = sql`1 + floor(${supportUsers}::integer * power(${uniform("maker")}, 2))::integer`;
  await sql`
    insert into api_tokens (id, name, hash, created_at, last_used_at, revoked_at, scopes, expires_at, made_by)
    select ${idOf("api token", sql`n`)}, 'Script ' || n, sha256(convert_to('script ' || n, 'UTF8')), made_at,
      made_at + age * ${uniform("use")}, case when ${isRevoked} then made_at + age * 0.9 end,
      case when n % 3 = 0 then '{read}' else '{read,organisation-users}' end::text[],
      case when ${hasEnded} then made_at + age * 0.8 else now() + interval '400 days' * ${uniform("end")} end,
      ${idOf("support user", maker)}
    from (
      select n, age, now() - age as made_at
      from generate_series(1, ${apiTokens}::integer) n,
        lateral (select interval '730 days' * (1 - n / ${apiTokens + 1}::float8) as age) aged
    ) made
  `.execute(db);
}

/** The entries of tokens in the activity log. */
export async function fillActivityOfTokens(db: Database): Promise<void> {
  await sql`
    insert into activity (at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_name)
    select case action when 'added' then api_tokens.created_at else revoked_at end, 'support_user', made_by,
      first_name || ' ' || last_name, action::activity_action, 'api_token', api_tokens.id, name
    from api_tokens join support_users on support_users.id = made_by, unnest('{added,removed}'::text[]) action
    where action = 'added' or revoked_at is not null
    order by 1
  `.execute(db);
}

/** Fills in the sessions of the last day. */
export async function fillSessions(db: Database, { sessions }: LargeSizes): Promise<void> {
  await sql`
    insert into sessions (id_hash, organisation_user_id, id_token, created_at, last_seen_at, slot, browser)
    select sha256(convert_to('session ' || n, 'UTF8')), ${idOf("person", sql`n`)}, repeat(md5(n::text), 30),
      now() - interval '1 day' * age, now() - interval '1 day' * age * ${uniform("seen")}, 1, 'Chrome on Windows'
    from (select n, ${uniform("age")} as age from generate_series(1, ${sessions}::integer) n) begun
  `.execute(db);
}
