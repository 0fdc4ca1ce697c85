import { sql } from "kysely";
import { describe, expect } from "vitest";
import { type Database, violatedConstraint } from "../../../db/database.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createOrganisationUser, createSupportUser, megan, priya } from "../../records/people.ts";
import { test } from "../../fixtures/resources.ts";

/** A complete row for each table. An insert names only what differs. */
type Row = Record<string, string | number | Buffer | null>;

const signedIn = { dfe_sign_in_id: "dsi-1", last_signed_in_at: "2026-01-14" };
const organisation: Row = { name: "Calder", type: "Academy", urn: "200001" };
const supportUser: Row = { first_name: "Tom", last_name: "Whitfield", email: "tom@education.gov.uk" };
const organisationUser: Row = {
  ...{ first_name: "Éric", last_name: "Blanc", email: "eric@example.com" },
};
const session: Row = { id_hash: Buffer.from("1"), id_token: "token", refused_email: "eve@example.com" };
const email: Row = { kind: "support_user_added", recipient: "tom@education.gov.uk" };
const activity: Row = { actor_kind: "system", action: "added", subject_kind: "support_user" };

function insert(db: Database, table: string, row: Row) {
  const columns = sql.join(Object.keys(row).map((name) => sql.ref(name)));
  return sql`insert into ${sql.table(table)} (${columns}) values (${sql.join(Object.values(row))})`.execute(
    db,
  );
}

/** What refuses a row: the name of a constraint or index, or the error code. */
async function refusalOf(inserting: Promise<unknown>): Promise<string | undefined> {
  try {
    await inserting;
    return undefined;
  } catch (error) {
    return violatedConstraint(error) ?? (error as { code?: string }).code;
  }
}

test.for<[table: string, valid: Row]>([
  ["organisations", organisation],
  ["organisations", { ...organisation, urn: null, ukprn: "10000001" }],
  ["organisations", { ...organisation, is_closed: "true", closed_on: "2026-08-31" }],
  ["support_users", supportUser],
  ["support_users", { ...supportUser, ...signedIn }],
  ["support_users", { ...supportUser, last_signed_in_at: "2026-01-14", unlinked_at: "2026-01-15" }],
  ["organisation_users", { ...organisationUser, ...signedIn }],
  ["organisation_users", { ...organisationUser, last_signed_in_at: "2026-01-14", unlinked_at: "2026-01-15" }],
  ["sessions", session],
  ["emails", email],
  ["emails", { ...email, recipient: null }],
  ["activity", activity],
  ["activity", { actor_kind: "system", action: "imported" }],
])("%s accepts a complete row", async ([table, valid], { db }) => {
  expect(await refusalOf(insert(db, table, valid))).toBeUndefined();
});

const isNull = "23502";

test.for<[table: string, constraint: string, row: Row]>([
  ["organisations", "organisations_name_check", { ...organisation, name: "" }],
  ["organisations", "organisations_type_check", { ...organisation, type: "" }],
  ["organisations", "organisations_urn_check", { ...organisation, urn: "12345678" }],
  ["organisations", "organisations_urn_check", { ...organisation, urn: "12a" }],
  ["organisations", "organisations_ukprn_check", { ...organisation, ukprn: "1234567" }],
  ["organisations", "organisations_check", { ...organisation, urn: null }],
  ["organisations", "organisations_closed_on_check", { ...organisation, closed_on: "2026-08-31" }],
  ["support_users", isNull, { ...supportUser, email: null }],
  ["support_users", "support_users_email_check", { ...supportUser, email: "tom@example.com" }],
  ["support_users", "support_users_email_check", { ...supportUser, email: "tom@educationxgov.uk" }],
  ["support_users", "support_users_email_check", { ...supportUser, email: "tom@sub.education.gov.uk" }],
  ["support_users", "support_users_check", { ...supportUser, dfe_sign_in_id: "dsi-1" }],
  ["support_users", "support_users_check", { ...supportUser, last_signed_in_at: "2026-01-14" }],
  ["organisation_users", "organisation_users_check", { ...organisationUser, dfe_sign_in_id: "dsi-1" }],
  [
    "organisation_users",
    "organisation_users_check",
    { ...organisationUser, last_signed_in_at: "2026-01-14" },
  ],
  ["sessions", "sessions_check", { ...session, refused_email: null }],
  ["sessions", "sessions_slot_check", { ...session, slot: 6 }],
  ["sessions", "sessions_browser_check", { ...session, browser: "x".repeat(101) }],
  [
    "drafts",
    "drafts_check",
    { id: "11111111-1111-4111-8111-111111111111", session_id_hash: Buffer.from("1"), scope: "x" },
  ],
  ["emails", "emails_check1", { ...email, status: "sent" }],
  [
    "emails",
    "emails_check2",
    {
      ...email,
      status: "delivered",
      notify_id: "11111111-1111-4111-8111-111111111111",
      sent_at: "2026-01-14",
    },
  ],
  ["emails", "emails_check3", { ...email, status: "failed", failed_at: "2026-01-14" }],
  ["emails", "emails_check3", { ...email, status: "failed", error: "400" }],
  ["emails", "emails_check4", { ...email, status: "cancelled" }],
  ["activity", "activity_subject_unless_many", { ...activity, action: "imported" }],
  ["activity", "activity_subject_unless_many", { ...activity, subject_kind: null }],
  ["activity", "activity_check", { ...activity, actor_kind: "support_user" }],
  ["activity", "activity_check", { ...activity, actor_id: "11111111-1111-4111-8111-111111111111" }],
])("%s: %s", async ([table, constraint, row], { db }) => {
  expect(await refusalOf(insert(db, table, row))).toBe(constraint);
});

describe("names and addresses are stored only in normal form", () => {
  test.for<[string, string]>([
    ["an empty name", ""],
    ["a space before", " Tom"],
    ["a space behind", "Tom "],
    ["101 characters", "a".repeat(101)],
    ["a tab", "To\tm"],
    ["a control character", "To\u001Bm"],
    ["a decomposed letter", "E\u0301ric"],
  ])("not %s", async ([, name], { db }) => {
    expect(await refusalOf(insert(db, "support_users", { ...supportUser, first_name: name }))).toBe(
      "person_name_check",
    );
    const row = { ...organisationUser, last_name: name };
    expect(await refusalOf(insert(db, "organisation_users", row))).toBe("person_name_check");
  });

  test.for<[string, string]>([
    ["capitals", "Eric@example.com"],
    ["no @", "eric.example.com"],
    ["two @", "eric@blanc@example.com"],
    ["a space", "eric blanc@example.com"],
    ["nothing", ""],
    ["321 characters", `${"a".repeat(309)}@example.com`],
  ])("not %s", async ([, address], { db }) => {
    const row = { ...organisationUser, email: address };
    expect(await refusalOf(insert(db, "organisation_users", row))).toBe("email_address_check");
    expect(await refusalOf(insert(db, "emails", { ...email, recipient: address }))).toBe(
      "email_address_check",
    );
  });
});

describe("unique values", () => {
  test("an organisation's URN, and the UKPRN of one without", async ({ db }) => {
    await insert(db, "organisations", organisation);
    expect(await refusalOf(insert(db, "organisations", organisation))).toBe("organisations_urn_key");
    const provider = { ...organisation, urn: null, ukprn: "10000001" };
    await insert(db, "organisations", provider);
    expect(await refusalOf(insert(db, "organisations", provider))).toBe("organisations_ukprn_key");
    const school = { ...provider, urn: "200002" };
    expect(
      await refusalOf(insert(db, "organisations", school)),
      "a trust's, for its schools",
    ).toBeUndefined();
  });

  test("a support user's address and id, among current ones", async ({ db }) => {
    const other = { ...supportUser, email: "other@education.gov.uk" };
    await insert(db, "support_users", { ...supportUser, ...signedIn, removed_at: "2026-01-15" });
    await insert(db, "support_users", { ...supportUser, ...signedIn, removed_at: "2026-01-16" });
    await insert(db, "support_users", { ...supportUser, ...signedIn });
    expect(await refusalOf(insert(db, "support_users", supportUser))).toBe("support_users_email_key");
    const sameId = refusalOf(insert(db, "support_users", { ...other, ...signedIn }));
    expect(await sameId).toBe("support_users_dfe_sign_in_id_key");
  });

  test("an organisation user's address and id", async ({ db }) => {
    await insert(db, "organisation_users", { ...organisationUser, ...signedIn });
    expect(await refusalOf(insert(db, "organisation_users", organisationUser))).toBe(
      "organisation_users_email_key",
    );
    const sameId = { ...organisationUser, ...signedIn, email: "other@example.com" };
    expect(await refusalOf(insert(db, "organisation_users", sameId))).toBe(
      "organisation_users_dfe_sign_in_id_key",
    );
  });

  test("an id that is a UUID, in any letter case; other ids as they are", async ({ db }) => {
    const upper = { ...signedIn, dfe_sign_in_id: "5D0A9B7C-1F00-4C6E-8D8E-6F1C7A2B3C4D" };
    const lower = { ...signedIn, dfe_sign_in_id: upper.dfe_sign_in_id.toLowerCase() };
    await insert(db, "support_users", { ...supportUser, ...upper });
    await insert(db, "organisation_users", { ...organisationUser, ...upper });
    const support = { ...supportUser, email: "other@education.gov.uk" };
    const user = { ...organisationUser, email: "other@example.com" };

    expect(await refusalOf(insert(db, "support_users", { ...support, ...lower }))).toBe(
      "support_users_dfe_sign_in_key",
    );
    expect(await refusalOf(insert(db, "organisation_users", { ...user, ...lower }))).toBe(
      "organisation_users_dfe_sign_in_key",
    );
    await insert(db, "organisation_users", { ...user, ...signedIn });
    const another = { ...user, email: "another@example.com", ...signedIn, dfe_sign_in_id: "DSI-1" };
    expect(await refusalOf(insert(db, "organisation_users", another))).toBeUndefined();
  });

  test("a membership, a session, Notify's id", async ({ db }) => {
    const ashgrove = await createOrganisation(db);
    const user = await createOrganisationUser(db, megan, { organisations: [ashgrove] });
    const membership = { organisation_id: ashgrove.id, user_id: user.id };
    expect(await refusalOf(insert(db, "memberships", membership))).toBe("memberships_pkey");
    await insert(db, "sessions", session);
    expect(await refusalOf(insert(db, "sessions", session))).toBe("sessions_pkey");
    const sent = { ...email, notify_id: user.id };
    await insert(db, "emails", sent);
    expect(await refusalOf(insert(db, "emails", sent))).toBe("emails_notify_id_key");
  });
});

describe("references", () => {
  test("a session and an email belong to one person", async ({ db }) => {
    const owners = {
      support_user_id: (await createSupportUser(db, priya)).id,
      organisation_user_id: (await createOrganisationUser(db, megan)).id,
    };
    const both = { ...session, ...owners, refused_email: null };
    expect(await refusalOf(insert(db, "sessions", both))).toBe("sessions_check");
    expect(await refusalOf(insert(db, "emails", { ...email, ...owners }))).toBe("emails_check");
  });

  test("an organisation with users cannot be deleted", async ({ db }) => {
    await createOrganisationUser(db, megan, { organisations: [await createOrganisation(db)] });
    const deleting = db.deleteFrom("organisations").execute();
    expect(await refusalOf(deleting)).toBe("memberships_organisation_id_fkey");
  });

  test("a saved draft has no answers", async ({ db }) => {
    await insert(db, "sessions", session);
    const draft = {
      id: "11111111-1111-4111-8111-111111111111",
      session_id_hash: Buffer.from("1"),
      scope: "support",
    };
    const both = { ...draft, answers: "{}", saved_at: "2026-01-14" };
    expect(await refusalOf(insert(db, "drafts", both))).toBe("drafts_check");
    expect(await refusalOf(insert(db, "drafts", { ...draft, answers: "{}" }))).toBeUndefined();
  });
});

test.for(["update activity set action = 'edited'", "delete from activity", "truncate activity"])(
  "the activity log is append-only: %s",
  async (statement, { db }) => {
    await insert(db, "activity", activity);

    await expect(sql.raw(statement).execute(db)).rejects.toThrow("the activity log is append-only");

    const rows = await db.selectFrom("activity").select("action").execute();
    expect(rows).toEqual([{ action: "added" }]);
  },
);
