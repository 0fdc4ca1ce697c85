import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import { expect } from "vitest";
import type { Actor } from "../../../server/actor.ts";
import { appRouter } from "../../../server/router.ts";
import { type Scope, scopes } from "../../../server/api-tokens/scopes.ts";
import type { Resources } from "../../../server/resources.ts";
import { DfeSignIn } from "../../../server/sign-in/dfe/dfe-sign-in.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createOrganisationUser, createSupportUser, eric, megan, priya, tom } from "../../records/people.ts";
import { callAs, withVariables } from "../../fixtures/resources.ts";
import { refuse } from "../../records/refused-sign-ins.ts";
import { createSession } from "../../records/sessions.ts";
import { test } from "../../fixtures/sign-in.ts";
import { countRows } from "../../readings/traces.ts";
import { type Caller, callers, guardedProcedures, guardedRoutes, scopesOfChanges } from "./guarded-routes.ts";

test("every page is listed, and every listed page exists", ({ pages }) => {
  expect(Object.keys(guardedRoutes).toSorted()).toEqual(Object.keys(routesOf(pages)).toSorted());
});

test("every loader and action states the guard of its entry", ({ pages }) => {
  const guards = Object.entries(routesOf(pages)).map(([path, { id }]) => [path, readGuards(id)]);
  const entries = Object.entries(guardedRoutes).map(([path, { guard, posts }]) => [
    path,
    { loader: guard, ...(posts && { action: guard }) },
  ]);
  expect(Object.fromEntries(guards)).toEqual(Object.fromEntries(entries));
});

test("every procedure is listed, and every listed procedure exists", () => {
  expect(Object.keys(guardedProcedures).toSorted()).toEqual(
    Object.keys(appRouter._def.procedures).toSorted(),
  );
});

test.for(Object.keys(guardedRoutes))(
  "GET %s gives each caller the listed response",
  async (path, { serve, signInResources }) => {
    const resources = configure(signInResources);
    const { visit } = await serve(resources);
    const { fill, requestOf } = await populate(resources);

    const answers: Record<string, string> = {};
    for (const caller of callers) answers[caller] = describe(await visit(fill(path), requestOf(caller)));

    expect(answers).toEqual(guardedRoutes[path]?.answers);
  },
);

test.for(Object.keys(guardedRoutes))(
  "POST %s changes nothing for other callers",
  async (path, { pages, serve, signInResources }) => {
    const resources = configure(signInResources);
    const { visit } = await serve(resources);
    const { fill, requestOf } = await populate(resources);
    const entry = guardedRoutes[path];
    expect(entry?.posts).toBe(routesOf(pages)[path]?.module.action !== undefined);

    const turnedAway = callers.filter((caller) => caller !== "supportUser");
    const form = { firstName: "Zora", lastName: "Lind", email: "zora@education.gov.uk" };
    const answers: Partial<Record<Caller, string>> = {};
    for (const caller of turnedAway) {
      answers[caller] = describe(await visit(fill(path), { ...requestOf(caller), form }));
    }

    for (const caller of turnedAway) {
      if (path !== "/sign-out") expect(answers[caller]).toBe(entry?.posts ? entry.answers[caller] : "405");
    }
    expect(await countRows(resources.db, "activity")).toBe(0);
    expect(await countRows(resources.db, "drafts")).toBe(0);
  },
);

test.for(Object.entries(guardedProcedures))("%s is for %s", async ([path, audience], { resources, db }) => {
  const { id } = await createSupportUser(db, tom);
  const person = (kind: "support_user" | "organisation_user"): Actor => ({ kind, id, name: "Tom" });
  const script = (...granted: Scope[]): Actor => ({ kind: "api_token", id, name: "Tom", scopes: granted });
  const answerTo = async (actor: Actor | null) => {
    const [router = "", procedure = ""] = path.split(".");
    const api = callAs(resources, actor) as unknown as Record<
      string,
      Record<string, (input: unknown) => Promise<unknown>>
    >;
    const error: unknown = await api[router]?.[procedure]?.({}).catch((thrown: unknown) => thrown);
    return error instanceof Error && "code" in error ? error.code : "OK";
  };
  const served = expect.stringMatching(/^(OK|BAD_REQUEST)$/) as string;

  expect(await answerTo(null)).toBe("UNAUTHORIZED");
  expect(await answerTo(person("organisation_user"))).toEqual(
    audience === "signed in" ? served : "FORBIDDEN",
  );
  expect(await answerTo(person("support_user"))).toEqual(served);
  const allowed = audience === "support users only" ? "FORBIDDEN" : served;
  const needed = scopesOfChanges[path] ?? "read";
  expect(await answerTo(script(needed))).toEqual(allowed);
  expect(await answerTo(script(...scopes.filter((scope) => scope !== needed)))).toBe("FORBIDDEN");
});

function configure(resources: Resources): Resources {
  const { DFE_SIGN_IN_ISSUER_URL } = resources.environment;
  const configured = withVariables(resources, {
    DFE_SIGN_IN_ISSUER_URL,
    ORGANISATION_USER_EDITING: "until-first-sign-in",
  });
  return { ...configured, dfeSignIn: new DfeSignIn(configured.environment) };
}

/** Remix's routes, by path. */
function routesOf({ routes }: ServerBuild) {
  const pathOf = (id: string | undefined): string => {
    const route = id === undefined ? undefined : routes[id];
    if (!route) return "";
    return [pathOf(route.parentId), route.path].filter(Boolean).join("/");
  };
  const leaves = Object.values(routes).filter(({ id }) => id !== "root");
  return Object.fromEntries(leaves.map((route) => [`/${pathOf(route.id)}`, route]));
}

/** The function around each loader and action that a route exports, as its file states it. */
function readGuards(id: string): Record<string, string> {
  const source = readFileSync(join(import.meta.dirname, "../../../app", `${id}.tsx`), "utf8");
  const exported = source.matchAll(
    /^export (?:const|(?:async )?function) (loader|action)\b(?: = (\w+)\()?/gm,
  );
  return Object.fromEntries([...exported].map(([, name = "", guard = "none"]) => [name, guard]));
}

/** Creates a record for each part of a path, and a session for each caller. */
async function populate(resources: Resources) {
  const { db } = resources;
  const [organisation, otherOrganisation] = [await createOrganisation(db), await createOrganisation(db)];
  const user = await createOrganisationUser(db, megan, { organisations: [organisation] });
  const other = await createOrganisationUser(db, eric, { organisations: [otherOrganisation] });
  const invited = await createOrganisationUser(db, priya, { organisations: [organisation] });
  const problem = await refuse(db, { ...priya, email: "priya.nair.2@education.gov.uk" });
  const supportUser = await createSupportUser(db, tom);
  const me = await createSupportUser(db);
  const sessions: Partial<Record<Caller, string>> = {
    refused: (await createSession(resources, { refusedEmail: "new@example.com" })).sessionId,
    organisationUser: (await createSession(resources, { organisationUserId: user.id })).sessionId,
    supportUser: (await createSession(resources, { supportUserId: me.id })).sessionId,
  };
  const fill = (path: string) =>
    path
      .replace(":organisationId", organisation.id)
      .replace(":problemId", problem)
      .replace("instead/:userId", `instead/${invited.id}`)
      .replace(":userId", path.startsWith("/support/users") ? supportUser.id : user.id)
      .replace(/:(draftId|bulkChangeId)/, randomUUID())
      .replace("*", "nothing-here");
  const requestOf = (caller: Caller) => ({
    sessionId: sessions[caller],
    ...(caller === "token" && { headers: { Authorization: "Bearer a-token" } }),
  });
  return { fill, requestOf, other };
}

/** A status, and where it redirects, with ids replaced. */
function describe(response: Response): string {
  const location = response.headers.get("Location");
  if (location === null) return String(response.status);
  const { pathname } = new URL(location, "http://console");
  return `${response.status} ${pathname.replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, ":id")}`;
}
