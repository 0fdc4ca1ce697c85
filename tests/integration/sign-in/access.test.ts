import { expect } from "vitest";
import type { RequestContext } from "../../../server/http/pages/request-context.ts";
import { createOrganisation, unknownId } from "../../records/organisations.ts";
import { createOrganisationUser, createSupportUser, megan, tom } from "../../records/people.ts";
import { visit } from "../../fixtures/pages.ts";
import { createSession, openContext } from "../../records/sessions.ts";
import { test } from "../../fixtures/resources.ts";

type Route = { loader?: Parameters<typeof visit>[0]; action?: Parameters<typeof visit>[0] };

const routes = import.meta.glob<Route>("../../../app/routes/support.*.tsx", { eager: true });
const handlers = Object.entries(routes).flatMap(([path, { loader, action }]) => {
  const route = path.replace(/^.*\/(.+)\.tsx$/, "$1");
  const form = megan;
  return [
    ...(loader ? [{ what: `GET ${route}`, route, run: loader }] : []),
    ...(action ? [{ what: `POST ${route}`, route, run: action, form }] : []),
  ];
});

type Handler = (typeof handlers)[number];

function ask({ route, run, form }: Handler, server: RequestContext, ids: Record<string, string>) {
  const names = [...route.matchAll(/\$(\w+)/g)].map(([, name = ""]) => name);
  const params = Object.fromEntries(names.map((name) => [name, ids[name] ?? unknownId]));
  const path = route
    .replace("._index", "")
    .replace(/\./g, "/")
    .replace(/\$(\w+)/g, (_, name: string) => params[name] ?? "");
  return visit(run, server, { path: `/${path}`, params, form });
}

test("there are support pages to test", () => {
  expect(handlers.map(({ what }) => what)).toContain("GET support.organisations._index");
});

test.for(handlers)(
  "an anonymous person has to sign in, and then returns: $what",
  async (handler, { resources }) => {
    const { sessionId } = await createSession(resources, { refusedEmail: "eve@example.com" });

    for (const server of [await openContext(resources), await openContext(resources, sessionId)]) {
      const { status, location } = await ask(handler, server, {});
      expect(status).toBe(302);
      expect(location).toMatch(/^\/sign-in\?returnTo=%2F/);
    }
  },
);

test.for(handlers)("an organisation user has no access to $what", async (handler, { resources, db }) => {
  const organisation = await createOrganisation(db);
  const user = await createOrganisationUser(db, megan, { organisations: [organisation] });
  const { sessionId } = await createSession(resources, { organisationUserId: user.id });
  const ids = { organisationId: organisation.id, userId: user.id };

  expect(await ask(handler, await openContext(resources, sessionId), ids)).toMatchObject({ status: 403 });
});

// The first page starts a draft and redirects to a form, which is 404.
const withIds = handlers.filter(({ route }) => route.includes("$") && !/\.(new|edit)\._index$/.test(route));

test.for(withIds)("an invalid or unknown id is 404: $what", async (handler, { resources, db }) => {
  const { sessionId } = await createSession(resources, {
    supportUserId: (await createSupportUser(db, tom)).id,
  });
  const noIds = {
    organisationId: "1",
    userId: "x",
    draftId: "new",
    bulkChangeId: "x",
    problemId: "x",
    tokenId: "x",
  };

  expect(await ask(handler, await openContext(resources, sessionId), noIds)).toMatchObject({ status: 404 });
});

// Remix matches these paths to the same routes.
test.for(["/SUPPORT/organisations", "/%73upport/organisations", "/support/organisations/"])(
  "another spelling of the path is guarded too: %s",
  async (path, { resources, db }) => {
    const organisation = await createOrganisation(db);
    const user = await createOrganisationUser(db, megan, { organisations: [organisation] });
    const { sessionId } = await createSession(resources, { organisationUserId: user.id });
    const { loader } = routes["../../../app/routes/support.organisations._index.tsx"] ?? {};

    const answer = loader && (await visit(loader, await openContext(resources, sessionId), { path }));

    expect(answer).toMatchObject({ status: 403 });
  },
);
