import { randomUUID } from "node:crypto";
import type { Database } from "../../../db/database.ts";
import type { RequestContext } from "../../../server/http/pages/request-context.ts";
import { unknownId } from "../../records/organisations.ts";
import { createSupportUser, type Details, tom } from "../../records/people.ts";
import { identityOf, recogniseOnly } from "../../records/identities.ts";
import { refuse } from "../../records/refused-sign-ins.ts";

const [list, people] = ["/support/sign-in-problems", "/support/organisation-users"];

/** Begins drafts that add people of sign-in problems, and returns the addresses of pages about problems, by pattern. */
export async function openProblems(
  db: Database,
  context: RequestContext,
  organisationId: string,
): Promise<Record<string, string[]>> {
  const ids = await readProblems(db);
  const problem = `${list}/${ids.problem}`;
  const store = async (scope: string, answers: Details) => {
    const id = randomUUID();
    await context.storeAnswers({ id, scope: `${scope}:problem:${ids.colleague}` }, answers);
    return id;
  };
  const asMember = await store(`organisation:${organisationId}`, { ...tom, email: "tom.new@example.com" });
  const asColleague = await store("support", { ...tom, email: "tom.new@education.gov.uk" });
  const colleague = `${list}/${ids.colleague}`;
  const adding = `${colleague}/organisations/${organisationId}/new`;
  return {
    [list]: ["", "?show=all", "?query=adam", "?query=nobody&show=x"].map((query) => `${list}${query}`),
    [`${list}/:problemId`]: [ids.problem, ids.linked, ids.colleague, unknownId].map((id) => `${list}/${id}`),
    [`${list}/:problemId/instead/:userId`]: [`${problem}/instead/${ids.candidate}`],
    [`${list}/:problemId/organisations`]: [`${problem}/organisations?query=school`],
    [`${list}/:problemId/organisations/:organisationId/new/:draftId`]: [`${adding}/${unknownId}`],
    [`${list}/:problemId/organisations/:organisationId/new/:draftId/check`]: [`${adding}/${asMember}/check`],
    [`${list}/:problemId/support-users/new/:draftId`]: [`${colleague}/support-users/new/${unknownId}`],
    [`${list}/:problemId/support-users/new/:draftId/check`]: [
      `${colleague}/support-users/new/${asColleague}/check`,
    ],
    [`${people}/:userId`]: [ids.user, ids.candidate, unknownId].map((id) => `${people}/${id}`),
    [`${people}/:userId/unlink`]: [ids.user, ids.candidate].map((id) => `${people}/${id}/unlink`),
    ["/support/users/:userId/unlink"]: [`/support/users/${ids.supportUser}/unlink`],
    [`${people}/:userId/organisations`]: [`${people}/${ids.user}/organisations`],
    [`${people}/:userId/organisations/:organisationId`]: [
      `${people}/${ids.candidate}/organisations/${organisationId}`,
    ],
  };
}

/** The problem of somebody who has never signed in, and that of a user whose account was made anew. */
async function readProblems(db: Database) {
  const problemOf = (name: string) =>
    db
      .selectFrom("refused_sign_ins")
      .select(["id", "organisation_user_id as user"])
      .where("given_name", "=", name)
      .executeTakeFirstOrThrow();
  const [adam, alice] = [await problemOf("Adam"), await problemOf("Alice")];
  const { id: candidate } = await db
    .selectFrom("organisation_users")
    .select("id")
    .where("email", "=", "adam.ahmed@example.com")
    .executeTakeFirstOrThrow();
  const colleague = await refuse(db, { ...tom, email: "tom.whitfield.2@education.gov.uk" });
  const ola = { firstName: "Ola", lastName: "Berg", email: "ola.berg@education.gov.uk" };
  const { id: supportUser } = await createSupportUser(db, ola);
  await recogniseOnly(db, identityOf(ola, "ola"));
  await refuse(db, ola, "ola-anew");
  return { supportUser, problem: adam.id, candidate, linked: alice.id, user: alice.user ?? "", colleague };
}
