import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Resources } from "../../../../server/resources.ts";
import { readPage, test as withWeb } from "../../../fixtures/web.ts";
import { identityOf, recogniseOnly } from "../../../records/identities.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import { createOrganisationUser, createSupportUser, eric, megan, tom } from "../../../records/people.ts";
import { refuse } from "../../../records/refused-sign-ins.ts";
import { createSession, openContext } from "../../../records/sessions.ts";
import { countRows } from "../../../readings/traces.ts";
import { createRefusedMegan, readMembers } from "../inviting/scene.ts";

const confirmed = { confirmed: "yes" };
const dealtWith = "This sign-in problem has already been dealt with";

/** vitest's `test` with `post`, which posts a form several times at once as a support user, and `bannerOf` of a page. */
const test = withWeb
  .extend("session", async ({ resources }) => (await createSession(resources)).sessionId)
  .extend("post", ({ web, session }) => {
    return async (path: string, form: Record<string, string>, times = 1, sessionId = session) => {
      const posts = Array.from({ length: times }, () => web.visit(path, { sessionId, form }));
      const responses = await Promise.all(posts);
      return [
        ...new Set(responses.map(({ status, headers }) => `${status} ${headers.get("Location") ?? ""}`)),
      ];
    };
  })
  .extend("bannerOf", ({ web, session }) => {
    return async (path: string, sessionId = session) => {
      const { text } = await readPage(await web.visit(path, { sessionId }));
      return /govuk-notification-banner__heading">([^<]*)</.exec(text)?.[1] ?? null;
    };
  });

async function openColleague(resources: Resources): Promise<string> {
  const { id } = await createSupportUser(resources.db, { ...tom, email: "colleague@education.gov.uk" });
  return (await createSession(resources, { supportUserId: id })).sessionId;
}

test("an address is invited once, however often it is posted", async ({ db, post, bannerOf }) => {
  const { input, refused } = await createRefusedMegan(db);
  const path = `/support/sign-in-problems/${input.problemId}/instead/${input.userId}`;

  const answers = await post(path, confirmed, 4);
  expect(await post(path, confirmed)).toEqual(answers);

  const { id } = await db
    .selectFrom("organisation_users")
    .select("id")
    .where("email", "=", refused.email)
    .executeTakeFirstOrThrow();
  expect(answers).toEqual([`302 /support/organisation-users/${id}`]);
  expect(await bannerOf(`/support/organisation-users/${id}`)).toBe("We will invite this address");
  expect((await readMembers(db)).map(({ email }) => email)).toEqual([refused.email, refused.email]);
  expect(await countRows(db, "emails")).toBe(2);
});

test("who comes second to an invitation is told so", async ({ db, resources, post, bannerOf }) => {
  const { input } = await createRefusedMegan(db);
  const problem = `/support/sign-in-problems/${input.problemId}`;
  const path = `${problem}/instead/${input.userId}`;
  await post(path, confirmed, 1, await openColleague(resources));

  expect(await post(path, confirmed)).toEqual([`302 ${problem}`]);
  expect(await bannerOf(problem)).toBe(dealtWith);
  expect(await post(`${problem}/support-users/new/${randomUUID()}`, tom)).toEqual([`302 ${problem}`]);
  expect(await bannerOf(problem)).toBe(dealtWith);
});

test("without the check nothing is invited or unlinked", async ({ db, web, session }) => {
  const { input } = await createRefusedMegan(db);
  const path = `/support/sign-in-problems/${input.problemId}/instead/${input.userId}`;

  const { status, text } = await readPage(
    await web.visit(path, { sessionId: session, form: { confirmed: "no" } }),
  );

  expect(status).toBe(400);
  expect(text).toContain('href="#confirmed">Confirm that you have checked this with the organisation</a>');
  expect(await countRows(db, "emails")).toBe(0);
});

test("the problem says why an address cannot be invited any more", async ({ db, post, bannerOf }) => {
  const { input, person, refused, ashgrove } = await createRefusedMegan(db);
  const problem = `/support/sign-in-problems/${input.problemId}`;
  const path = `${problem}/instead/${input.userId}`;

  const holder = await createOrganisationUser(
    db,
    { ...eric, email: refused.email },
    { organisations: [ashgrove] },
  );
  expect(await post(path, confirmed)).toEqual([`302 ${problem}`]);
  expect(await bannerOf(problem)).toBe("Email address already in use");

  await db.deleteFrom("memberships").where("user_id", "=", holder.id).execute();
  await recogniseOnly(db, identityOf(person, "megan"));
  expect(await post(path, confirmed)).toEqual([`302 ${problem}`]);
  expect(await bannerOf(problem)).toBe("This user has now signed in");
});

test("a person is added because of a problem once", async ({ db, resources, session, post, bannerOf }) => {
  const organisation = await createOrganisation(db);
  const problemId = await refuse(db, megan);
  const context = await openContext(resources, session);
  const draft = randomUUID();
  await context.storeAnswers(
    { id: draft, scope: `organisation:${organisation.id}:problem:${problemId}` },
    megan,
  );
  const start = `/support/sign-in-problems/${problemId}/organisations/${organisation.id}/new`;
  const list = `/support/organisations/${organisation.id}/users`;

  expect(await post(`${start}/${draft}/check`, {})).toEqual(["400 "]);
  expect(await countRows(db, "memberships")).toBe(0);
  expect(await post(`${start}/${draft}/check`, confirmed, 3)).toEqual([`302 ${list}`]);

  expect(await bannerOf(list)).toBe("User added");
  expect(await countRows(db, "memberships")).toBe(1);
  expect(await countRows(db, "emails")).toBe(1);
});

test("an account is unlinked once, and not after its user has signed in", async ({ db, post, bannerOf }) => {
  const { id } = await createOrganisationUser(db, megan, { organisations: [await createOrganisation(db)] });
  const page = `/support/organisation-users/${id}`;
  await recogniseOnly(db, identityOf(megan, "old"));
  await refuse(db, megan, "new");

  expect(await post(`${page}/unlink`, confirmed, 3)).toEqual([`302 ${page}`]);
  expect(await bannerOf(page)).toBe("DfE Sign-in account unlinked. Ask them to sign in again.");

  await recogniseOnly(db, identityOf(megan, "new"));
  expect(await post(`${page}/unlink`, confirmed)).toEqual([`302 ${page}`]);
  expect(await bannerOf(page)).toBe("This account cannot be unlinked");
});

test("a user is added to another organisation once", async ({ db, post, bannerOf }) => {
  const [first, second] = [await createOrganisation(db), await createOrganisation(db)];
  const { id } = await createOrganisationUser(db, megan, { organisations: [first] });
  const page = `/support/organisation-users/${id}`;

  expect(await post(`${page}/organisations/${second.id}`, {}, 3)).toEqual([`302 ${page}`]);

  expect(await bannerOf(page)).toBe("User added");
  expect(await countRows(db, "memberships")).toBe(2);
  expect(await countRows(db, "emails")).toBe(1);
});

test("a problem is marked as resolved once", async ({ db, post }) => {
  const problemId = await refuse(db, megan);

  expect(await post(`/support/sign-in-problems/${problemId}`, {}, 3)).toEqual([
    "302 /support/sign-in-problems",
  ]);

  expect(await countRows(db, "activity")).toBe(1);
});
