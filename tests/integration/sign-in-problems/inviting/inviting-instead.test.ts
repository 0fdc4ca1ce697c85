import { expect } from "vitest";
import { identityOf, recogniseOnly } from "../../../records/identities.ts";
import { closeOrganisation, createOrganisation, unknownId } from "../../../records/organisations.ts";
import {
  createActor,
  createOrganisationUser,
  createSupportUser,
  earlier,
  eric,
  megan,
  tom,
} from "../../../records/people.ts";
import { readRefused, refuse } from "../../../records/refused-sign-ins.ts";
import { callAs, test } from "../../../fixtures/resources.ts";
import { readTraces } from "../../../readings/traces.ts";
import { confirmed, createRefusedMegan, readMembers } from "./scene.ts";

test("removes and adds the person in all their organisations, with one email to each address", async ({
  resources,
  db,
}) => {
  const { ashgrove, calder, person, refused, problemId, input } = await createRefusedMegan(db);
  await closeOrganisation(db, calder); // closed ones are included
  const api = callAs(resources, await createActor(db));

  const invited = await api.signInProblems.inviteInstead(input);

  expect(invited).toMatchObject({ kind: "organisation_user", ...megan, email: refused.email });
  expect(await readMembers(db)).toEqual([
    { email: refused.email, name: ashgrove.name },
    { email: refused.email, name: calder.name },
  ]);
  const { activity, emails, jobs } = await readTraces(db);
  const one = { subjectId: invited.id, address: refused.email };
  expect(activity).toMatchObject([
    { action: "removed", subjectId: person.id, address: person.email, organisation: ashgrove.id },
    { action: "added", ...one, organisation: ashgrove.id },
    { action: "removed", subjectId: person.id, address: person.email, organisation: calder.id },
    { action: "linked", ...one, organisation: calder.id },
    { action: "invited_instead", ...one, changes: { email: { from: person.email, to: refused.email } } },
  ]);
  expect(emails).toMatchObject([
    { kind: "organisation_user_invited_elsewhere", recipient: person.email, organisationUser: person.id },
    {
      kind: "email_address_changed",
      recipient: refused.email,
      organisationUser: invited.id,
      organisation: null,
    },
  ]);
  expect(jobs.length).toBe(2);
  expect(await api.signInProblems.get({ problemId })).toMatchObject({
    ...{ state: "invited", invited: { by: { kind: "support_user", name: "Priya Nair" } } },
    ...{ candidates: [], mayAddToOrganisation: false },
  });
});

test("the person then gets in with the address, which resolves the problem", async ({ resources, db }) => {
  const { refused, input } = await createRefusedMegan(db);
  const { id } = await callAs(resources, await createActor(db)).signInProblems.inviteInstead(input);

  expect(await recogniseOnly(db, identityOf(refused, `dsi-${refused.email}`))).toMatchObject({ id });

  expect(await readRefused(db)).toMatchObject([{ resolvedAt: expect.any(Date) as Date }]);
});

test("of one organisation the invitation names it", async ({ resources, db }) => {
  const organisation = await createOrganisation(db);
  const { id: userId } = await createOrganisationUser(db, eric, { organisations: [organisation] });
  const problemId = await refuse(db, { ...eric, email: "eric@school.example.com" });
  const api = callAs(resources, await createActor(db));

  await api.signInProblems.inviteInstead({ problemId, userId, confirmed });

  expect((await readTraces(db)).emails).toMatchObject([
    { kind: "organisation_user_invited_elsewhere", organisation: null },
    { kind: "organisation_user_added", organisation: organisation.id },
  ]);
});

test("the address of somebody without an organisation is theirs from then on", async ({ resources, db }) => {
  const { refused, input } = await createRefusedMegan(db);
  const former = await createOrganisationUser(
    db,
    { ...eric, email: refused.email },
    { dfeSignInId: "dsi-old" },
  );
  const api = callAs(resources, await createActor(db));

  expect(await api.signInProblems.inviteInstead(input)).toMatchObject({
    ...megan,
    id: former.id,
    email: refused.email,
  });
  expect(await api.organisationUsers.person({ userId: former.id })).toMatchObject({ isLinked: false });
});

test("a support user's address is changed, with one email", async ({ resources, db }) => {
  const { id: userId } = await createSupportUser(db, tom);
  const email = "t.whitfield@education.gov.uk";
  const problemId = await refuse(db, { ...tom, email });
  const api = callAs(resources, await createActor(db));

  expect(await api.signInProblems.checkInstead({ problemId, userId })).toMatchObject({
    ...{ kind: "support_user", newEmail: email, organisations: [] },
    ...{ isDomainUnknown: false, willEmailOldAddress: false },
  });
  await api.signInProblems.inviteInstead({ problemId, userId, confirmed });

  expect(await api.supportUsers.get({ userId })).toMatchObject({ ...tom, email });
  const { activity, emails } = await readTraces(db);
  expect(activity).toMatchObject([{ action: "edited" }, { action: "invited_instead", subjectId: userId }]);
  expect(emails).toMatchObject([{ kind: "email_address_changed", recipient: email, supportUser: userId }]);
});

test("the check says what would be done, and changes nothing", async ({ resources, db }) => {
  const { ashgrove, calder, person, refused, input } = await createRefusedMegan(db);
  const api = callAs(resources, await createActor(db));
  const { confirmed: _, ...move } = input;

  const before = await api.signInProblems.checkInstead(move);
  expect(before).toEqual({
    ...{ kind: "organisation_user", person, newEmail: refused.email },
    organisations: [ashgrove, calder].map((organisation) => ({ ...organisation, isClosed: false })),
    ...{ isDomainUnknown: true, willEmailOldAddress: true },
  });
  expect(await readTraces(db)).toEqual({ activity: [], emails: [], jobs: [] });

  await createOrganisationUser(
    db,
    { ...eric, email: "eric@school.example.com" },
    { organisations: [calder] },
  );
  const failed = { status: "failed", failed_at: earlier, error: "permanent-failure" } as const;
  await db
    .insertInto("emails")
    .values({
      ...failed,
      kind: "organisation_user_added",
      recipient: person.email,
      organisation_user_id: person.id,
    })
    .execute();
  expect(await api.signInProblems.checkInstead(move)).toEqual({
    ...before,
    isDomainUnknown: false,
    willEmailOldAddress: false,
  });
});

test("it needs the confirmation", async ({ resources, db }) => {
  const { input } = await createRefusedMegan(db);
  const api = callAs(resources, await createActor(db));
  const unconfirmed = { ...input, confirmed: false } as unknown as typeof input;

  await expect(api.signInProblems.inviteInstead(unconfirmed)).rejects.toMatchObject({
    cause: { fieldErrors: { confirmed: "Confirm that you have checked this with the organisation" } },
  });
  expect((await readTraces(db)).activity).toEqual([]);
});

test("it is refused where the person has signed in, or somebody has the address", async ({
  resources,
  db,
}) => {
  const { person, refused, input, calder } = await createRefusedMegan(db);
  const api = callAs(resources, await createActor(db));

  const holder = await createOrganisationUser(
    db,
    { ...eric, email: refused.email },
    { organisations: [calder] },
  );
  const inUse = {
    code: "CONFLICT",
    message: "Email address already in use",
    cause: { reason: "emailInUse" },
  };
  await expect(api.signInProblems.inviteInstead(input)).rejects.toMatchObject(inUse);
  await expect(
    api.signInProblems.checkInstead({ problemId: input.problemId, userId: person.id }),
  ).rejects.toMatchObject(inUse);

  await api.organisationUsers.remove({ organisationId: calder.id, userId: holder.id });
  await recogniseOnly(db, identityOf(person, "dsi-megan"));
  await expect(api.signInProblems.inviteInstead(input)).rejects.toMatchObject({
    ...{ code: "FORBIDDEN", message: "This user has now signed in", cause: { reason: "hasSignedIn" } },
  });
  expect((await readTraces(db)).emails.map(({ kind }) => kind)).toEqual(["organisation_user_removed"]);
});

test("it is refused for an unconfirmed or linked address, a closed problem, and who is not there", async ({
  resources,
  db,
}) => {
  const { person, input, refused } = await createRefusedMegan(db);
  const api = callAs(resources, await createActor(db));
  const invite = (changes: Partial<typeof input>) =>
    api.signInProblems.inviteInstead({ ...input, ...changes });
  const idOf = async (reason: string) =>
    (await api.signInProblems.list({})).items.find((item) => item.reason === reason)?.id ?? "";

  await recogniseOnly(db, identityOf(refused, "dsi-1", { emailVerified: false }));
  await createOrganisationUser(db, eric, { dfeSignInId: "dsi-eric" });
  await recogniseOnly(db, identityOf(eric, "dsi-2"));
  for (const reason of ["unconfirmed_address", "linked_account"])
    await expect(invite({ problemId: await idOf(reason) }), reason).rejects.toMatchObject({
      ...{ code: "FORBIDDEN", cause: { reason: "cannotInvite" } },
    });

  const outsider = await createOrganisationUser(db, { ...eric, email: "e@example.com" });
  for (const changes of [{ userId: unknownId }, { problemId: unknownId }, { userId: outsider.id }])
    await expect(invite(changes)).rejects.toMatchObject({ code: "NOT_FOUND" });
  // The address is not one of the Department for Education.
  const support = await createSupportUser(db, tom);
  await expect(invite({ userId: support.id })).rejects.toMatchObject({ cause: { reason: "cannotInvite" } });

  await api.signInProblems.resolve({ problemId: input.problemId });
  await expect(invite({ userId: person.id })).rejects.toMatchObject({
    ...{ code: "CONFLICT", cause: { reason: "problemClosed" } },
  });
});
