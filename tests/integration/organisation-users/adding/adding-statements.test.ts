import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import * as checkPage from "../../../../app/routes/support.organisations.$organisationId.users.new.$draftId.check.tsx";
import * as detailsPage from "../../../../app/routes/support.organisations.$organisationId.users.new.$draftId._index.tsx";
import { visit } from "../../../fixtures/pages.ts";
import { test } from "../../../fixtures/resources.ts";
import { recordStatements } from "../../../readings/statements.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import { megan } from "../../../records/people.ts";
import { createSession, openContext } from "../../../records/sessions.ts";

test("saving a new user takes nine statements, and one commit after that of the rate limit", async ({
  resources,
  db,
}) => {
  const { id: organisationId } = await createOrganisation(db);
  const { sessionId } = await createSession(resources);
  const params = { organisationId, draftId: randomUUID() };
  await visit(detailsPage.action, await openContext(resources, sessionId), { params, form: megan });
  const context = await openContext(resources, sessionId);

  const statements = await recordStatements(() => visit(checkPage.action, context, { params, form: {} }));

  expect(statements).toEqual([
    "select sessions, support_users, organisation_users",
    "select drafts",
    "insert into rate_limits",
    "begin",
    "update sessions, update drafts",
    "insert into organisation_users, insert into memberships",
    "insert into activity, insert into emails",
    "insert into pgboss.job_common",
    "commit",
  ]);
});
