import { sql } from "kysely";
import { describe, expect } from "vitest";
import { appRouter } from "../../../server/router.ts";
import type { Resources } from "../../../server/resources.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createBulkChange, rowsOf, signInStaff, type Staff } from "../../records/bulk-changes.ts";
import {
  createOrganisationUser,
  createSupportUser,
  earlier,
  eric,
  megan,
  tom,
} from "../../records/people.ts";
import { refuse } from "../../records/refused-sign-ins.ts";
import { test, withVariables } from "../../fixtures/resources.ts";
import { readTraces } from "../../readings/traces.ts";

/** Prepares and makes each change. A test fails until a new mutation is listed here. */
const changes: Record<string, (resources: Resources, staff: Staff) => Promise<unknown>> = {
  "activity.download": () => Promise.resolve({}),
  "organisationUsers.add": async ({ db }) => {
    const { id: organisationId } = await createOrganisation(db);
    return { organisationId, ...megan };
  },
  "organisationUsers.update": async (resources) => ({ ...(await member(resources)), ...eric }),
  "organisationUsers.remove": member,
  "organisationUsers.resendInvitation": member,
  "organisationUsers.download": async (resources) => {
    const { organisationId } = await member(resources);
    return { organisationId };
  },
  "organisationUsers.downloadSearch": async (resources) => {
    await member(resources);
    return { query: "price" };
  },
  "organisationUsers.unlink": async (resources) => {
    const { userId } = await member(resources);
    return { userId: await renewAccount(resources, "organisation_users", userId, megan), confirmed };
  },
  "supportUsers.add": () => Promise.resolve(tom),
  "supportUsers.update": async ({ db }) => {
    const { id: userId } = await createSupportUser(db, tom);
    return { ...tom, userId, lastName: "Whitefield" };
  },
  "supportUsers.remove": colleague,
  "supportUsers.resendInvitation": colleague,
  "apiTokens.create": () => Promise.resolve({ name: "nightly sync", scopes: ["read"], days: 90 }),
  "apiTokens.revoke": async (_resources, { api }) => {
    const { id } = await api.apiTokens.create({ name: "nightly sync", scopes: ["read"], days: 90 });
    return { tokenId: id };
  },
  "bulkChanges.start": async ({ db }, { api }) => {
    const organisation = await createOrganisation(db);
    const { id } = await api.bulkChanges.check({ kind: "add", rows: rowsOf(organisation, 1) });
    return { bulkChangeId: id };
  },
  "bulkChanges.stop": async ({ db }) => ({ bulkChangeId: await createBulkChange(db) }),
  "supportUsers.unlink": async (resources) => {
    const { userId } = await colleague(resources);
    return { userId: await renewAccount(resources, "support_users", userId, tom), confirmed };
  },
  "signInProblems.resolve": async ({ db }) => ({ problemId: await refuse(db, eric) }),
  "signInProblems.inviteInstead": async (resources) => {
    const { userId } = await member(resources);
    return {
      userId,
      problemId: await refuse(resources.db, { ...megan, email: "meg@example.com" }),
      confirmed,
    };
  },
  "signInProblems.addToOrganisation": async ({ db }) => {
    const { id: organisationId } = await createOrganisation(db);
    return { organisationId, problemId: await refuse(db, eric), ...eric, confirmed };
  },
  "signInProblems.addAsSupportUser": async ({ db }) => ({
    problemId: await refuse(db, tom),
    ...tom,
    confirmed,
  }),
};

/** The changes that write more rows than one: the confirmation is one of them. */
const rows: Record<string, number> = {
  "signInProblems.inviteInstead": 3,
  "signInProblems.addToOrganisation": 2,
  "signInProblems.addAsSupportUser": 2,
};

const confirmed = true as const;

/** Somebody has signed in, and is refused with a new account. */
async function renewAccount(
  { db }: Resources,
  table: "organisation_users" | "support_users",
  userId: string,
  details: typeof megan,
): Promise<string> {
  await db
    .updateTable(table)
    .set({ dfe_sign_in_id: "dsi-old", last_signed_in_at: earlier })
    .where("id", "=", userId)
    .execute();
  await refuse(db, details, "dsi-new");
  return userId;
}

async function colleague({ db }: Resources) {
  const { id: userId } = await createSupportUser(db, tom);
  return { userId };
}

async function member({ db }: Resources) {
  const organisation = await createOrganisation(db);
  const { id: userId } = await createOrganisationUser(db, megan, { organisations: [organisation] });
  return { organisationId: organisation.id, userId };
}

/** A check stores what it found, for its own session only, and changes nobody. */
const unlogged = ["bulkChanges.check"];

const paths = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>,
)
  .filter(([, { _def }]) => _def.type === "mutation")
  .map(([path]) => path)
  .filter((path) => !unlogged.includes(path));

test("every mutation is tested below", () => {
  expect(Object.keys(changes).toSorted()).toEqual(paths.toSorted());
});

describe.each(paths)("%s", (path) => {
  async function prepare(resources: Resources) {
    const editable = withVariables(resources, { ORGANISATION_USER_EDITING: "until-first-sign-in" });
    const staff = await signInStaff({ ...resources, environment: editable.environment });
    const input = await changes[path]?.(resources, staff);
    const [group = "", name = ""] = path.split(".");
    const procedures = staff.api as unknown as Record<
      string,
      Record<string, (input: unknown) => Promise<unknown>>
    >;
    return () => procedures[group]?.[name]?.(input);
  }

  test("writes its rows to the activity log, with its actor", async ({ resources, db }) => {
    const call = await prepare(resources);
    const before = (await readTraces(db)).activity;

    await call();

    const written = (await readTraces(db)).activity.slice(before.length);
    expect(written.length).toBe(rows[path] ?? 1);
    for (const row of written) expect(row).toMatchObject({ by: "support_user", name: "Priya Nair" });
  });

  test("changes nothing if that row cannot be written", async ({ resources, db }) => {
    const call = await prepare(resources);
    const [before, traces] = [await readPeople(resources), await readTraces(db)];
    await refuseActivity(resources);
    try {
      await expect(call()).rejects.toThrow("no activity today");
    } finally {
      await sql`drop function no_activity cascade`.execute(db);
    }

    expect(await readPeople(resources)).toEqual(before);
    expect(await readTraces(db)).toEqual(traces);
  });
});

async function readPeople({ db }: Resources) {
  const users = await db.selectFrom("organisation_users").selectAll().orderBy("id").execute();
  const supportUsers = await db.selectFrom("support_users").selectAll().orderBy("id").execute();
  const memberships = await db.selectFrom("memberships").selectAll().orderBy("user_id").execute();
  const refused = await db.selectFrom("refused_sign_ins").selectAll().orderBy("id").execute();
  return { users, supportUsers, memberships, refused };
}

async function refuseActivity({ db }: Resources): Promise<void> {
  await sql`
    create function no_activity() returns trigger language plpgsql as $$
    begin raise exception 'no activity today'; end $$
  `.execute(db);
  await sql`create trigger no_activity before insert on activity execute function no_activity()`.execute(db);
}
