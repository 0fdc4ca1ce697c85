import { sql } from "kysely";
import { expect } from "vitest";
import { findApiToken } from "../../../server/api-tokens/authenticate.ts";
import { findSession, startSession } from "../../../server/sign-in/sessions/sessions.ts";
import { test } from "../../fixtures/resources.ts";
import { createToken } from "../../records/api-tokens.ts";
import { createSupportUser, priya } from "../../records/people.ts";

test("storing when a session or a token was last used waits for no standby, and other commits do", async ({
  db,
}) => {
  const { id: supportUserId } = await createSupportUser(db, priya);
  const sessionId = await startSession(db, { idToken: "the ID token", supportUserId });
  const token = await createToken(db, "nightly sync");
  await sql`update sessions set last_seen_at = now() - interval '30 minutes'`.execute(db);
  await sql`create table observed (of name, setting text)`.execute(db);
  await sql`
    create function observe() returns trigger language plpgsql as $$
    begin
      insert into observed select tg_table_name, setting || ' by the ' || source
      from pg_settings where name = 'synchronous_commit'; -- the tests' own PostgreSQL has it off as well
      return null;
    end
    $$
  `.execute(db);
  for (const table of ["sessions", "api_tokens", "support_users"]) {
    await sql`create trigger observe after update on ${sql.table(table)} execute function observe()`.execute(
      db,
    );
  }

  await findSession(db, sessionId, 120);
  await findApiToken(db, token);
  await db.updateTable("support_users").set({ first_name: "Anna" }).execute();

  const { rows } = await sql`select * from observed`.execute(db);
  expect(rows).toEqual([
    { of: "sessions", setting: "off by the session" },
    { of: "api_tokens", setting: "off by the session" },
    { of: "support_users", setting: expect.not.stringContaining("session") as string },
  ]);
});
