import { type RawBuilder, sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Database } from "../../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../../db/statements/compiled-once.ts";
import { currentIdOf } from "../../people/merged.ts";
import type { Choices, Filter } from "../schema.ts";

/**
 * Returns what the log can be narrowed to: all who are or were support users, and all API tokens; and the present
 * names of the person and the organisation that it is narrowed to (specification, section 8, Narrowing).
 */
export async function listChoices(
  db: Database,
  { userId, organisationId }: Pick<Filter, "userId" | "organisationId">,
): Promise<Choices> {
  const [choices] = await choicesFor(db, { userId: userId ?? null, organisationId: organisationId ?? null });
  return choices ?? { actors: [], person: null, organisation: null };
}

type Values = { userId: string | null; organisationId: string | null };

const choicesFor = compiledOnce<Values, Choices>((db, { userId, organisationId }: Placeholders<Values>) =>
  db.selectNoFrom([
    jsonArrayFrom(actors(db)).as("actors"),
    sql<Choices["person"]>`(
      select to_json(person) from (${people(currentIdOf(sql<string>`${userId}::uuid`))}) person limit 1
    )`.as("person"),
    sql<Choices["organisation"]>`(
      select json_build_object('name', name) from organisations where id = ${organisationId}::uuid
    )`.as("organisation"),
  ]),
);

const fullName = sql<string>`first_name || ' ' || last_name`;

/** The record of a support user that was merged into another never did anything. */
function actors(db: Database) {
  const tokens = db
    .selectFrom("api_tokens")
    .select(["id", sql<"support_user" | "api_token">`'api_token'`.as("kind"), "name"])
    .select([sql<string | null>`null`.as("email"), sql<boolean>`revoked_at is null`.as("isCurrent")]);
  const users = db
    .selectFrom("support_users")
    .select(["id", sql<"support_user" | "api_token">`'support_user'`.as("kind"), fullName.as("name")])
    .select([sql<string | null>`email`.as("email"), sql<boolean>`removed_at is null`.as("isCurrent")])
    .where("id", "not in", db.selectFrom("merged_people").select("id"));
  return db
    .selectFrom(users.unionAll(tokens).as("actors"))
    .selectAll()
    .orderBy(sql`name collate english`)
    .orderBy("id");
}

function people(id: RawBuilder<string>): RawBuilder<unknown> {
  return sql`
    select ${fullName} as name, email from organisation_users where id = ${id}
    union all select ${fullName}, email from support_users where id = ${id}
    union all select name, null from api_tokens where id = ${id}
  `;
}
