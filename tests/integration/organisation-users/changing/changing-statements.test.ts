import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import * as checkPage from "../../../../app/routes/support.organisations.$organisationId.users.$userId.edit.$draftId.check.tsx";
import * as detailsPage from "../../../../app/routes/support.organisations.$organisationId.users.$userId.edit.$draftId._index.tsx";
import * as removePage from "../../../../app/routes/support.organisations.$organisationId.users.$userId.remove.tsx";
import * as resendPage from "../../../../app/routes/support.organisations.$organisationId.users.$userId.resend.tsx";
import { visit } from "../../../fixtures/pages.ts";
import { test as base, withVariables } from "../../../fixtures/resources.ts";
import { recordStatements } from "../../../readings/statements.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import { createOrganisationUser, eric, megan } from "../../../records/people.ts";
import { createSession, openContext } from "../../../records/sessions.ts";

const test = base.extend("posting", async ({ resources, db }) => {
  const editable = withVariables(resources, { ORGANISATION_USER_EDITING: "until-first-sign-in" });
  const organisation = await createOrganisation(db);
  const { id: userId } = await createOrganisationUser(db, megan, { organisations: [organisation] });
  const { sessionId } = await createSession(resources);
  const params = { organisationId: organisation.id, userId, draftId: randomUUID() };
  await visit(detailsPage.action, await openContext(editable, sessionId), { params, form: eric });
  return async (action: Parameters<typeof visit>[0]) => {
    const context = await openContext(editable, sessionId);
    return recordStatements(() => visit(action, context, { params, form: {} }));
  };
});

test.for([
  ["removing", removePage.action, 9],
  ["inviting again", resendPage.action, 9],
  ["saving an edit", checkPage.action, 10],
] as const)("%s commits once after the rate limit", async ([, action, count], { posting }) => {
  const statements = await posting(action);

  const begin = statements.indexOf("begin");
  const before = statements.slice(0, begin).filter((statement) => !statement.startsWith("select"));
  expect(before).toEqual(["insert into rate_limits"]);
  expect(statements.indexOf("commit")).toBe(statements.length - 1);
  expect(statements.length, statements.join("\n")).toBe(count);
});
