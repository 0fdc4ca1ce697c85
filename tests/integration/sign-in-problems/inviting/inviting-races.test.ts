import { expect } from "vitest";
import { identityOf, recogniseOnly } from "../../../records/identities.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import { createActor, createSupportUser, eric, tom } from "../../../records/people.ts";
import { startDraft } from "../../../records/drafts.ts";
import { callAs, test } from "../../../fixtures/resources.ts";
import { readTraces } from "../../../readings/traces.ts";
import { readRefused } from "../../../records/refused-sign-ins.ts";
import { createRefusedMegan, readMembers } from "./scene.ts";

const rounds = Array.from({ length: 12 }, (_, round) => round);

/** The addresses of the emails to these people, in alphabetical order. */
async function recipientsAmong(db: Parameters<typeof readTraces>[0], ...addresses: string[]) {
  const { emails } = await readTraces(db);
  return emails.flatMap(({ recipient }) => (addresses.includes(recipient ?? "") ? recipient : [])).toSorted();
}

const reasonOf = (result: PromiseSettledResult<unknown>) =>
  result.status === "fulfilled"
    ? "done"
    : ((result.reason as { cause?: { reason?: string } }).cause?.reason ?? "?");

test("if the person signs in with the old address at that moment, one of the two is done", async ({
  resources,
  db,
}) => {
  const api = callAs(resources, await createActor(db));
  for (const round of rounds) {
    const { person, refused, input } = await createRefusedMegan(db, String(round));

    const [invited, user] = await Promise.allSettled([
      api.signInProblems.inviteInstead(input),
      recogniseOnly(db, identityOf(person, `dsi-${round}`)),
    ]);

    expect(user).toMatchObject({ status: "fulfilled", value: { id: person.id } });
    expect(["done", "hasSignedIn"]).toContain(reasonOf(invited));
    const holder = invited.status === "fulfilled" ? refused.email : person.email;
    const members = (await readMembers(db)).filter(
      ({ email }) => email === person.email || email === refused.email,
    );
    expect(members.map(({ email }) => email)).toEqual([holder, holder]);
    expect(await recipientsAmong(db, person.email, refused.email)).toEqual(
      invited.status === "fulfilled" ? [person.email, refused.email] : [],
    );
  }
});

test("if the person tries the new address again at that moment, they are invited, and the problem says so", async ({
  resources,
  db,
}) => {
  const api = callAs(resources, await createActor(db));
  for (const round of rounds) {
    const { refused, input, problemId } = await createRefusedMegan(db, String(round));

    const [, user] = await Promise.all([
      api.signInProblems.inviteInstead(input),
      recogniseOnly(db, identityOf(refused, `dsi-${refused.email}`)),
    ]);

    const { state } = await api.signInProblems.get({ problemId });
    expect(state).toBe(user === null ? "invited" : "resolved");
  }
});

test("of two support users at once, one invites and the other finds it done", async ({ resources, db }) => {
  const [one, other] = [
    callAs(resources, await createActor(db)),
    callAs(resources, { kind: "support_user", id: (await createSupportUser(db, tom)).id, name: "Tom" }),
  ];
  for (const round of rounds) {
    const { person, refused, input } = await createRefusedMegan(db, String(round));

    const results = await Promise.allSettled(
      [one, other].map((api) => api.signInProblems.inviteInstead(input)),
    );

    expect(results.map(reasonOf).toSorted()).toEqual(["done", "problemClosed"]);
    expect(await recipientsAmong(db, person.email, refused.email)).toEqual([person.email, refused.email]);
  }
});

test("if the new address is added elsewhere at that moment, it is one person, or in use", async ({
  resources,
  db,
}) => {
  const api = callAs(resources, await createActor(db));
  const { id: organisationId } = await createOrganisation(db, "Brookfield High School");
  for (const round of rounds) {
    const { person, refused, input } = await createRefusedMegan(db, String(round));

    const [invited, added] = await Promise.allSettled([
      api.signInProblems.inviteInstead(input),
      api.organisationUsers.add({ organisationId, ...eric, email: refused.email }),
    ]);

    expect(reasonOf(added)).toBe("done");
    expect(["done", "emailInUse"]).toContain(reasonOf(invited));
    const ofNew = (await readMembers(db)).filter(({ email }) => email === refused.email);
    expect(ofNew.length).toBe(invited.status === "fulfilled" ? 3 : 1);
    const toOld = await recipientsAmong(db, person.email);
    expect(toOld.length).toBe(invited.status === "fulfilled" ? 1 : 0);
  }
});

test("two people invited at each other's addresses at once do not wait for each other for ever", async ({
  resources,
  db,
}) => {
  const api = callAs(resources, await createActor(db));
  for (const round of rounds) {
    const [one, other] = [
      await createRefusedMegan(db, `a${round}`),
      await createRefusedMegan(db, `b${round}`),
    ];

    const results = await Promise.allSettled([
      api.signInProblems.inviteInstead({ ...one.input, problemId: other.problemId }),
      api.signInProblems.inviteInstead({ ...other.input, problemId: one.problemId }),
    ]);

    expect(results.map(reasonOf)).toEqual(["done", "done"]);
  }
});

test("saved twice from one draft, it is done once", async ({ resources, db }) => {
  const { person, refused, input } = await createRefusedMegan(db);
  const { claim } = await startDraft(resources, `sign-in-problem:${input.problemId}`, refused);
  const api = callAs(resources, await createActor(db), claim);

  const results = await Promise.allSettled([1, 2, 3].map(() => api.signInProblems.inviteInstead(input)));

  expect(results.map(reasonOf).toSorted()).toEqual(["alreadySaved", "alreadySaved", "done"]);
  expect(await recipientsAmong(db, person.email, refused.email)).toEqual([person.email, refused.email]);
  expect(await readRefused(db)).toMatchObject([{ invitedAt: expect.any(Date) as Date }]);
});
