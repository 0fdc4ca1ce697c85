import { expect } from "vitest";
import type { Database } from "../../../../db/database.ts";
import type { UserKind } from "../../../../server/people/kinds.ts";
import { callAs, test } from "../../../fixtures/resources.ts";
import { countRows, readActivity, readTraces } from "../../../readings/traces.ts";
import { identityOf, recogniseOnly } from "../../../records/identities.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import {
  createActor,
  createOrganisationUser,
  createSupportUser,
  earlier,
  megan,
  priya,
  tom,
} from "../../../records/people.ts";
import { readRefused, refuse } from "../../../records/refused-sign-ins.ts";
import { createSession } from "../../../records/sessions.ts";

const confirmed = true as const;

/** A person whose account was made anew: the new one was refused. */
async function createWithNewAccount(db: Database, kind: UserKind) {
  const dfeSignInId = "dsi-old";
  const person =
    kind === "support_user"
      ? await createSupportUser(db, tom, { dfeSignInId })
      : await createOrganisationUser(db, megan, {
          organisations: [await createOrganisation(db)],
          dfeSignInId,
        });
  await refuse(db, person, "dsi-new");
  const owner = kind === "support_user" ? { supportUserId: person.id } : { organisationUserId: person.id };
  return { person, owner };
}

const kinds = [
  ["organisation_user", "organisationUsers"],
  ["support_user", "supportUsers"],
] as const;

test.for(kinds)(
  "a new account of a %s gets in after the old one was unlinked",
  async ([kind, router], { resources, db }) => {
    const { person, owner } = await createWithNewAccount(db, kind);
    await createSession(resources, owner);
    const api = callAs(resources, await createActor(db));
    const userId = person.id;

    await api[router].unlink({ userId, confirmed });

    expect(await countRows(db, "sessions")).toBe(0);
    expect(await readTraces(db)).toMatchObject({
      activity: [
        { action: "sign_in_mismatch" },
        { action: "unlinked", subjectId: userId, address: person.email },
      ],
      ...{ emails: [], jobs: [] },
    });
    expect(await api[router].signingIn({ userId })).toMatchObject({
      isLinked: false,
      finding: { kind: "unlinked", nextStep: "ask_to_sign_in" },
    });

    expect(await recogniseOnly(db, identityOf(person, "dsi-new"))).toEqual({ kind, id: userId });

    expect((await readActivity(db)).at(-1)).toMatchObject({ action: "linked_anew", subjectId: userId });
    expect(await readRefused(db)).toMatchObject([{ resolvedAt: expect.any(Date) as Date }]);
    expect(await api[router].signingIn({ userId })).toMatchObject({
      isLinked: true,
      finding: { kind: "signed_in" },
    });
  },
);

test("an unlinked support user stays locked for editing, and is invited no more", async ({
  resources,
  db,
}) => {
  const { person } = await createWithNewAccount(db, "support_user");
  const api = callAs(resources, await createActor(db));
  const userId = person.id;
  await api.supportUsers.unlink({ userId, confirmed });

  expect(await api.supportUsers.get({ userId })).toMatchObject({ editing: "locked" });
  const update = api.supportUsers.update({ userId, ...tom, firstName: "Thomas" });
  await expect(update).rejects.toMatchObject({ cause: { reason: "signedInMeanwhile" } });
  await expect(api.supportUsers.resendInvitation({ userId })).rejects.toMatchObject({
    cause: { reason: "alreadySignedIn" },
  });
});

test("it needs the confirmation, and the finding", async ({ resources, db }) => {
  const { person } = await createWithNewAccount(db, "organisation_user");
  const api = callAs(resources, await createActor(db));
  const userId = person.id;

  const unconfirmed = { userId } as { userId: string; confirmed: true };
  await expect(api.organisationUsers.unlink(unconfirmed)).rejects.toMatchObject({
    ...{ code: "BAD_REQUEST", message: "Confirm that you have checked this with the organisation" },
    cause: { fieldErrors: { confirmed: "Confirm that you have checked this with the organisation" } },
  });
  await api.organisationUsers.unlink({ userId, confirmed });
  await expect(api.organisationUsers.unlink({ userId, confirmed })).rejects.toMatchObject({
    ...{ code: "FORBIDDEN", message: "This account cannot be unlinked", cause: { reason: "cannotUnlink" } },
  });
});

test("nobody unlinks their own account", async ({ resources, db }) => {
  const actor = await createActor(db);
  await refuse(db, priya, "dsi-new");
  const userId = "id" in actor ? actor.id : "";

  await expect(callAs(resources, actor).supportUsers.unlink({ userId, confirmed })).rejects.toMatchObject({
    ...{ code: "FORBIDDEN", cause: { reason: "isOwnAccount" } },
  });
});

test("a person added anew after it was unlinked keeps nothing of that", async ({ resources, db }) => {
  const { person } = await createWithNewAccount(db, "organisation_user");
  const api = callAs(resources, await createActor(db));
  const organisation = await db.selectFrom("organisations").select("id").executeTakeFirstOrThrow();
  const user = { organisationId: organisation.id, userId: person.id };
  await api.organisationUsers.unlink({ userId: person.id, confirmed });
  await api.organisationUsers.remove(user);

  await api.organisationUsers.add({ organisationId: organisation.id, ...megan });

  const stored = db
    .selectFrom("organisation_users")
    .select(["dfe_sign_in_id", "unlinked_at", "last_signed_in_at"]);
  expect(await stored.execute()).toEqual([
    { dfe_sign_in_id: null, unlinked_at: null, last_signed_in_at: null },
  ]);
});

test("of a sign-in and unlinking at the same moment, one has its way", async ({ resources, db }) => {
  const { person } = await createWithNewAccount(db, "organisation_user");
  const api = callAs(resources, await createActor(db));
  const userId = person.id;
  for (const round of Array.from({ length: 12 }, (_, index) => index)) {
    await db
      .updateTable("organisation_users")
      .set({ dfe_sign_in_id: "dsi-old", last_signed_in_at: earlier })
      .execute();

    const [unlinked, user] = await Promise.allSettled([
      api.organisationUsers.unlink({ userId, confirmed }),
      recogniseOnly(db, identityOf(person, "dsi-old")),
    ]);

    expect(user, `round ${round}`).toMatchObject({ status: "fulfilled", value: { id: userId } });
    if (unlinked.status === "rejected")
      expect(unlinked.reason).toMatchObject({ cause: { reason: "cannotUnlink" } });
  }
});

test("two support users who unlink each other at once both succeed", async ({ resources, db }) => {
  const [one, other] = [
    await createSupportUser(db, tom, { dfeSignInId: "dsi-tom" }),
    await createSupportUser(db, priya, { dfeSignInId: "dsi-priya" }),
  ];
  await refuse(db, tom, "dsi-tom-2");
  await refuse(db, priya, "dsi-priya-2");
  const unlink = (by: typeof one, who: typeof one) =>
    callAs(resources, { kind: "support_user", id: by.id, name: by.firstName }).supportUsers.unlink({
      userId: who.id,
      confirmed,
    });

  await Promise.all([unlink(one, other), unlink(other, one)]);

  const linked = db.selectFrom("support_users").select("id").where("dfe_sign_in_id", "is not", null);
  expect(await linked.execute()).toEqual([]);
});
