import { type InferResult, sql } from "kysely";
import type { z } from "zod";
import type { Database } from "../../db/database.ts";
import { isoTime } from "../../db/iso-time.ts";
import type { Log } from "../log.ts";
import { countOf, readPage, rowsOn } from "../procedures/read-page.ts";
import type { Page } from "../procedures/paging.ts";
import { notFound } from "../refusals.ts";
import { hasEnded } from "./authenticate.ts";
import type { tokenOutput } from "./schema.ts";
import type { Scope } from "./scopes.ts";

type ApiToken = z.input<typeof tokenOutput>;

/** The number of days before a token's end in which it ends soon (specification, section 5, API tokens). */
const soon = 14;

/** An SQL condition on a token: it ends soon. */
const endsSoon = sql<boolean>`
  (expires_at > now() and expires_at <= now() + make_interval(days => ${sql.lit(soon)}))
`;

/** A query for tokens, newest first, with who made each. */
function tokens(db: Database) {
  return db
    .selectFrom("api_tokens")
    .leftJoin("support_users", "support_users.id", "made_by")
    .select((query) => [
      "api_tokens.id",
      "name",
      sql<Scope[]>`scopes`.as("scopes"),
      sql<string | null>`first_name || ' ' || last_name`.as("madeBy"),
      isoTime(query.ref("api_tokens.created_at")).as("madeAt"),
      isoTime(query.ref("expires_at")).as("endsAt"),
      isoTime(query.ref("last_used_at")).as("lastUsedAt"),
      isoTime(query.ref("revoked_at")).as("revokedAt"),
      sql<ApiToken["state"]>`
        case when ${hasEnded} then 'ended' when ${endsSoon} then 'ends_soon' else 'current' end
      `.as("state"),
    ])
    .orderBy("api_tokens.created_at", "desc")
    .orderBy("api_tokens.id");
}

type Row = InferResult<ReturnType<typeof tokens>>[number];

/** Returns all tokens, revoked ones included, newest first. */
export function listAllTokens(db: Database): Promise<Row[]> {
  return tokens(db).execute();
}

/** Returns a page of the tokens that are not revoked, newest first. */
export function listApiTokens(db: Database, page: number): Promise<Page<ApiToken>> {
  const all = db.selectFrom("api_tokens").where("revoked_at", "is", null);
  return readPage(db, page, rowsOn(page, tokens(db).where("revoked_at", "is", null)), countOf(all));
}

/**
 * Returns one token.
 *
 * @throws {TRPCError} NOT_FOUND if there is no such token, or it is revoked
 */
export function getApiToken(db: Database, id: string): Promise<ApiToken> {
  return tokens(db)
    .where("api_tokens.id", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirstOrThrow(notFound);
}

/**
 * Warns in the log of each token that ends soon. The id stands for the name, which can be a person's.
 *
 * @returns how many there are
 */
export async function warnOfEnds({ db, log }: { db: Database; log: Log }): Promise<number> {
  const ending = await tokens(db).where("revoked_at", "is", null).where(endsSoon).execute();
  for (const { id, endsAt } of ending) log.warn({ apiTokenId: id, endsAt }, "An API token ends soon");
  return ending.length;
}
