import { expect } from "vitest";
import type { Actor } from "../../../server/actor.ts";
import type { Caller } from "../../../server/router.ts";
import type { Resources } from "../../../server/resources.ts";
import { createOrganisation, unknownId } from "../../records/organisations.ts";
import { settle } from "../../readings/outcomes.ts";
import { createActor, createOrganisationUser, createSupportUser, megan, tom } from "../../records/people.ts";
import { callAs, test as base } from "../../fixtures/resources.ts";
import { readTraces } from "../../readings/traces.ts";

type Subject = {
  table: "organisation_users" | "support_users";
  email: string;
  tooSoon: string;
  kind: "organisation_user_added" | "support_user_added";
  id: string;
  again: (api: Caller) => Promise<unknown>;
};

const refusedAbout = (invitation: string) =>
  `We have just sent the invitation ${invitation}. You can send it again in 5 minutes.`;

/** Both kinds of user, and how each is invited again. */
const audiences: Record<string, (resources: Resources) => Promise<Subject>> = {
  "an organisation user": async ({ db }) => {
    const organisation = await createOrganisation(db);
    const { id, email } = await createOrganisationUser(db, megan, { organisations: [organisation] });
    const input = { organisationId: organisation.id, userId: id };
    const again = (api: Caller) => api.organisationUsers.resendInvitation(input);
    const tooSoon = refusedAbout("to Ashgrove Primary School again");
    return { table: "organisation_users", tooSoon, email, kind: "organisation_user_added", id, again };
  },
  "a support user": async ({ db }) => {
    const { id, email } = await createSupportUser(db, tom);
    const again = (api: Caller) => api.supportUsers.resendInvitation({ userId: id });
    const tooSoon = refusedAbout("again");
    return { table: "support_users", tooSoon, email, kind: "support_user_added", id, again };
  },
};

const test = base
  .extend("actor", ({ db }) => createActor(db))
  .extend("api", ({ resources, actor }) => callAs(resources, actor));
const both = test.for(Object.entries(audiences));

/**
 * A log entry that a person was invited again some minutes ago. The log cannot be updated, so this inserts a
 * row.
 */
function invitedAgo(resources: Resources, { id, kind }: Subject, minutes: number) {
  return resources.db
    .insertInto("activity")
    .values({
      at: new Date(Date.now() - minutes * 60_000),
      actor_kind: "system",
      action: "invited_again",
      subject_id: id,
      subject_kind: kind === "support_user_added" ? "support_user" : "organisation_user",
    })
    .execute();
}

both(
  "%s is invited again with an email, its job and a log entry",
  async ([, make], { resources, api, actor, db }) => {
    const subject = await make(resources);

    await subject.again(api);

    const { emails, jobs, activity } = await readTraces(db);
    expect(emails).toMatchObject([{ kind: subject.kind, recipient: subject.email, status: "queued" }]);
    expect(jobs).toEqual([{ emailId: emails[0]?.id }]);
    expect(activity).toMatchObject([
      { action: "invited_again", subjectId: subject.id, name: (actor as Actor & { name: string }).name },
    ]);
  },
);

both(
  "of ten requests for %s at once, one sends the invitation and nine say when to try again",
  async ([, make], { resources, api, db }) => {
    const subject = await make(resources);

    const outcomes = await settle(Array.from({ length: 10 }, () => subject.again(api)));

    expect(outcomes).toEqual({ done: 1, [subject.tooSoon]: 9 });
    const { emails, activity } = await readTraces(db);
    expect([emails.length, activity.length]).toEqual([1, 1]);
    await expect(subject.again(api)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  },
);

both(
  "%s who was invited less than five minutes ago is not invited again",
  async ([, make], { resources, api }) => {
    const subject = await make(resources);
    await invitedAgo(resources, subject, 4.5);

    await expect(subject.again(api)).rejects.toThrow(/You can send it again in 1 minute\.$/);
  },
);

both("%s who was invited five minutes ago can be invited again", async ([, make], { resources, api }) => {
  const subject = await make(resources);
  await invitedAgo(resources, subject, 5.01);

  await expect(subject.again(api)).resolves.toBeNull();
});

both("%s who has signed in is not invited again", async ([, make], { resources, api, db }) => {
  const subject = await make(resources);
  await db
    .updateTable(subject.table)
    .set({ dfe_sign_in_id: "dsi", last_signed_in_at: new Date() })
    .where("id", "=", subject.id)
    .execute();

  await expect(subject.again(api)).rejects.toMatchObject({
    code: "FORBIDDEN",
    message: "Invitation not sent because this user has now signed in",
  });
  expect((await readTraces(db)).emails).toEqual([]);
});

test("the five minutes apply to the person in all organisations, and the refusal names the one invited to", async ({
  api,
  db,
}) => {
  const organisations = [await createOrganisation(db), await createOrganisation(db, "Brookfield")];
  const { id } = await createOrganisationUser(db, megan, { organisations });
  const again = (organisationId: string) =>
    api.organisationUsers.resendInvitation({ organisationId, userId: id });

  const [ashgrove, brookfield] = organisations.map((organisation) => organisation.id);
  await again(brookfield ?? "");

  await expect(again(ashgrove ?? "")).rejects.toThrow(refusedAbout("to Brookfield again"));
});

test("an unknown or removed user cannot be invited again", async ({ api, db }) => {
  const { id: organisationId } = await createOrganisation(db);
  const { id: userId } = await createOrganisationUser(db, megan);
  const removed = await createSupportUser(db, tom, { removedAt: new Date() });

  const outcomes = await settle([
    api.organisationUsers.resendInvitation({ organisationId, userId }),
    api.organisationUsers.resendInvitation({ organisationId: unknownId, userId }),
    api.supportUsers.resendInvitation({ userId: unknownId }),
    api.supportUsers.resendInvitation({ userId: removed.id }),
  ]);
  expect(outcomes).toEqual({ NOT_FOUND: 4 });
});
