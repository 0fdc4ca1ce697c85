import { expect } from "vitest";
import * as activityPage from "../../../../app/routes/support.activity._index.tsx";
import * as peoplePage from "../../../../app/routes/support.organisation-users._index.tsx";
import * as userPage from "../../../../app/routes/support.organisations.$organisationId.users.$userId._index.tsx";
import * as usersPage from "../../../../app/routes/support.organisations.$organisationId.users._index.tsx";
import { visit } from "../../../fixtures/pages.ts";
import { test } from "../../../fixtures/resources.ts";
import { recordStatements } from "../../../readings/statements.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import { createOrganisationUser, megan } from "../../../records/people.ts";
import { createSession, openContext } from "../../../records/sessions.ts";

test.for([
  ["an organisation's users", 1, usersPage.loader],
  ["a user", 3, userPage.loader], // the user, the facts behind "Signing in", and the activity
  ["the users of all organisations", 1, peoplePage.loader],
  ["the activity log", 2, activityPage.loader], // the entries, and the choices of the filter,
] as const)(
  "the page of %s takes %i statements besides that of the session",
  async ([, count, loader], { resources, db }) => {
    const ashgrove = await createOrganisation(db);
    const { id: userId } = await createOrganisationUser(db, megan, { organisations: [ashgrove] });
    const { sessionId } = await createSession(resources);
    const context = await openContext(resources, sessionId);
    const params = { organisationId: ashgrove.id, userId };

    const statements = await recordStatements(() => visit(loader, context, { params }));

    const [session, ...others] = statements;
    expect(session).toBe("select sessions, support_users, organisation_users");
    expect(others).toHaveLength(count);
  },
);
