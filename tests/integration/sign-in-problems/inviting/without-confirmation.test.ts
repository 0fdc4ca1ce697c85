import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Database } from "../../../../db/database.ts";
import { patternOf } from "../../../../server/http/reading/route-patterns.ts";
import { appRouter } from "../../../../server/router.ts";
import { callAs } from "../../../fixtures/resources.ts";
import { test } from "../../../fixtures/web.ts";
import { readTraces } from "../../../readings/traces.ts";
import { identityOf, recogniseOnly } from "../../../records/identities.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import { createActor, createOrganisationUser, createSupportUser, megan } from "../../../records/people.ts";
import { refuse } from "../../../records/refused-sign-ins.ts";
import { createSession } from "../../../records/sessions.ts";

const problem = "/support/sign-in-problems/:problemId";
const message = "Confirm that you have checked this with the organisation";

/**
 * A stranger with the name of a user who was invited, and what inviting their address takes. The address is one of the
 * Department for Education, so that every way to invite it is open.
 */
async function createStranger(db: Database) {
  const organisation = await createOrganisation(db);
  const { id: userId } = await createOrganisationUser(db, megan, { organisations: [organisation] });
  const colleague = { firstName: "Ola", lastName: "Berg", email: "ola.berg@education.gov.uk" };
  const { id: supportUserId } = await createSupportUser(db, colleague);
  const stranger = { ...megan, email: "head.teacher@education.gov.uk" };
  const ids = {
    problemId: await refuse(db, stranger, "dsi-stranger"),
    organisationId: organisation.id,
    userId,
  };
  /** Signs the stranger in again: null without access. */
  const tryAgain = () => recogniseOnly(db, identityOf(stranger, "dsi-stranger"));
  return { stranger, ids, supportUserId, tryAgain };
}

/** The procedures that change something because of a problem. */
const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>,
).flatMap(([path, { _def }]) =>
  path.startsWith("signInProblems.") && _def.type === "mutation" ? [path.replace("signInProblems.", "")] : [],
);

test.for(procedures)(
  "signInProblems.%s lets no stranger in without `confirmed`",
  async (name, { resources, db }) => {
    const { stranger, ids, supportUserId, tryAgain } = await createStranger(db);
    const { problemId, organisationId, userId } = ids;
    const inputs: Record<string, object[]> = {
      inviteInstead: [
        { problemId, userId },
        { problemId, userId: supportUserId },
      ],
      addToOrganisation: [{ problemId, organisationId, ...stranger }],
      addAsSupportUser: [{ problemId, ...stranger }],
      resolve: [], // invites nobody
    };
    const api = callAs(resources, await createActor(db)).signInProblems as unknown as Record<
      string,
      (input: object) => Promise<unknown>
    >;

    for (const input of inputs[name] ?? [{}])
      for (const given of [{}, { confirmed: false }, { confirmed: "true" }])
        await expect(api[name]?.({ ...input, ...given })).rejects.toMatchObject({
          cause: { fieldErrors: { confirmed: message } },
        });

    expect(await tryAgain()).toBeNull();
    expect((await readTraces(db)).emails).toEqual([]);
  },
);

test("no page of a problem lets a stranger in without the checkbox", async ({
  resources,
  db,
  web,
  pages,
}) => {
  const { stranger, ids, tryAgain } = await createStranger(db);
  const { sessionId } = await createSession(resources);
  const patterns = Object.values(pages.routes).flatMap(({ id, module }) => {
    const pattern = patternOf(pages.routes, id);
    return module.action && pattern.startsWith(`${problem}/`) ? [pattern] : [];
  });
  const drafts = { member: randomUUID(), colleague: randomUUID() };
  const pathOf = (pattern: string) => {
    const draftId = pattern.includes("support-users") ? drafts.colleague : drafts.member;
    const values: Record<string, string> = { ...ids, draftId };
    return pattern.replaceAll(/:(\w+)/g, (_, parameter: string) => values[parameter] ?? "");
  };

  const answers: Record<string, number> = {};
  // In order, so that a form comes before its check page.
  for (const path of patterns.toSorted().map(pathOf)) {
    const response = await web.visit(path, { sessionId, form: { ...stranger, confirmed: "no" } });
    answers[path] = response.status;
    if (response.status === 400) expect(await response.text()).toContain(message);
  }

  expect(Object.values(answers).toSorted()).toEqual([302, 302, 400, 400, 400]);
  expect(await tryAgain()).toBeNull();
  expect((await readTraces(db)).emails).toEqual([]);
});
