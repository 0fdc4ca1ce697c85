import { pino } from "pino";
import { expect } from "vitest";
import { transact, afterCommit } from "../../../db/transactions.ts";
import { describe } from "../../../server/log.ts";
import { type EventName, securityEvents } from "../../../server/security-events/events.ts";
import { type Browser, openBrowser, test as base } from "../../fixtures/sign-in.ts";
import { withVariables } from "../../fixtures/resources.ts";
import type { Web } from "../../fixtures/web.ts";
import { createToken } from "../../records/api-tokens.ts";
import { doAllRows } from "../../records/bulk-changes.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createOrganisationUser, createSupportUser, eric, megan, priya, tom } from "../../records/people.ts";

type Line = Record<string, unknown> & { event: EventName };

/** A web server whose log is watched, and the people who use it. Priya signs in with any browser. */
type Scene = {
  web: Web;
  browser: Browser;
  open: () => Browser;
  lie: (lies: object) => void;
  call: (path: string, input: unknown, authorization?: string) => Promise<unknown>;
  work: (bulkChangeId: string) => Promise<void>;
  ids: Record<"priya" | "tom" | "organisation", string>;
  token: string;
};

const test = base
  .extend("lines", () => [] as string[])
  .extend("scene", async ({ lines, signInResources, serve, provider, db }): Promise<Scene> => {
    const log = pino(
      { base: { name: "web" }, serializers: { err: describe } },
      { write: (line) => lines.push(line) },
    );
    const { environment } = signInResources;
    const limited = withVariables(signInResources, {
      ...{ DFE_SIGN_IN_ISSUER_URL: environment.DFE_SIGN_IN_ISSUER_URL, RATE_LIMIT_SIGN_IN: "7" },
    });
    const resources = { ...limited, log };
    const web = await serve(resources);
    const token = await createToken(db, "nightly sync", ["organisation-users"]);
    return {
      ...{ web, token, browser: openBrowser(web), open: () => openBrowser(web) },
      lie: (lies) => Object.assign(provider.lies, lies),
      call: async (path, input, authorization = `Bearer ${token}`) =>
        (
          await fetch(`${web.url}/api/trpc/${path}`, {
            method: "POST",
            headers: { Authorization: authorization, "Content-Type": "application/json" },
            body: JSON.stringify(input),
          })
        ).json(),
      work: (id) => doAllRows(resources, id),
      ids: {
        priya: (await createSupportUser(db, priya)).id,
        tom: (await createSupportUser(db, tom)).id,
        organisation: (await createOrganisation(db)).id,
      },
    };
  });

const eventsOf = (lines: string[]) =>
  lines.map((line) => JSON.parse(line) as Line).filter(({ logger }) => logger === "security");

const uuid = /^[\da-f-]{36}$/;
const byPriya = ({ ids }: Scene) => ({ actorKind: "support_user", actorId: ids.priya });

/** What is done, and the event that it causes. */
type Case = [
  what: string,
  event: EventName,
  act: (scene: Scene) => Promise<unknown>,
  fields: (scene: Scene) => Record<string, unknown>,
];

const cases: Case[] = [
  ["a sign-in", "signed_in", ({ browser }) => browser.signIn(), byPriya],
  [
    "a refused sign-in",
    "sign_in_refused",
    ({ lie, browser }) => {
      lie({ userInfo: { email: eric.email, given_name: eric.firstName } });
      return browser.signIn();
    },
    () => ({ reason: "not_invited" }),
  ],
  [
    "a failed sign-in",
    "sign_in_failed",
    ({ lie, browser }) => {
      lie({ foreignKey: true });
      return browser.signIn();
    },
    () => ({ reason: "failed" }),
  ],
  [
    "signing out",
    "signed_out",
    async ({ browser }) => {
      await browser.signIn();
      await browser.visit("/sign-out", {});
    },
    byPriya,
  ],
  [
    "a sixth sign-in",
    "sessions_ended",
    async ({ open }) => {
      for (let count = 1; count <= 6; count++) await open().signIn();
    },
    (scene) => ({
      ...{ ...byPriya(scene), reason: "sixth_sign_in", count: 1 },
      ...{ userKind: "support_user", userId: scene.ids.priya },
    }),
  ],
  [
    "signing out everywhere else",
    "sessions_ended",
    async ({ open, browser }) => {
      await open().signIn();
      await browser.signIn();
      await browser.visit("/support/sessions", {});
    },
    () => ({ reason: "signed_out_elsewhere", count: 1 }),
  ],
  [
    "removing a support user who is signed in",
    "sessions_ended",
    async ({ open, lie, browser, ids }) => {
      lie({ idToken: { sub: "dsi-tom" }, userInfo: { sub: "dsi-tom", email: tom.email } });
      await open().signIn();
      lie({ idToken: {}, userInfo: {} });
      await browser.signIn();
      await browser.visit(`/support/users/${ids.tom}/remove`, {});
    },
    (scene) => ({ ...byPriya(scene), reason: "removed", count: 1, userId: scene.ids.tom }),
  ],
  [
    "a page that is not for organisation users",
    "request_refused",
    async ({ lie, browser }) => {
      lie({ userInfo: { email: megan.email } });
      await browser.signIn();
      await browser.visit("/support/users?query=Megan");
    },
    () => ({
      ...{ actorKind: "organisation_user", actorId: expect.stringMatching(uuid) as string },
      ...{ status: 403, method: "GET", path: "/support/users" },
    }),
  ],
  [
    "a form that another site posts",
    "request_refused",
    ({ web }) => web.visit("/sign-out", { form: {}, headers: { Origin: "https://example.com" } }),
    () => ({ status: 403, method: "POST", path: "/sign-out" }),
  ],
  [
    "too many sign-ins",
    "request_refused",
    async ({ web }) => {
      for (let count = 1; count <= 8; count++) await web.visit("/auth/dfe");
    },
    () => ({ status: 429, path: "/auth/dfe" }),
  ],
  [
    "a call with a wrong token",
    "request_refused",
    ({ call }) => call("activity.list", {}, "Bearer wrong"),
    () => ({ status: 401, path: "/api/trpc/activity.list" }),
  ],
  [
    "calls in a batch of which some are refused",
    "request_refused",
    ({ call, ids }) => {
      const [added, removed] = [{ organisationId: ids.organisation, ...eric }, { userId: ids.tom }];
      const paths = "organisationUsers.add,supportUsers.remove,supportUsers.remove";
      return call(`${paths}?batch=1`, { 0: added, 1: removed, 2: removed });
    },
    () => ({ actorKind: "api_token", actorId: expect.stringMatching(uuid) as string, status: 403 }),
  ],
  [
    "a change by a call",
    "changed",
    ({ call, ids }) => call("organisationUsers.add", { organisationId: ids.organisation, ...eric }),
    ({ ids }) => ({
      ...{ actorKind: "api_token", action: "added", subjectKind: "organisation_user" },
      ...{ subjectId: expect.stringMatching(uuid) as string, organisationId: ids.organisation },
    }),
  ],
  [
    "a row of a bulk change, by a worker",
    "changed",
    async ({ call, work, ids }) => {
      const rows = [{ ...eric, organisationId: ids.organisation }];
      const checked = (await call("bulkChanges.check", { kind: "add", rows })) as {
        result: { data: { id: string } };
      };
      await call("bulkChanges.start", { bulkChangeId: checked.result.data.id });
      await work(checked.result.data.id);
    },
    () => ({
      ...{ actorKind: "api_token", action: "added", bulkChangeId: expect.stringMatching(uuid) as string },
    }),
  ],
  [
    "a download",
    "downloaded",
    async ({ browser, ids }) => {
      await browser.signIn();
      await (await browser.visit(`/support/organisations/${ids.organisation}/users/download`, {})).text();
    },
    (scene) => ({ ...byPriya(scene), action: "downloaded", organisationId: scene.ids.organisation }),
  ],
];

test.for(cases)("%s is reported as %s", async ([what, name, act, fields], { scene, lines, db }) => {
  const organisation = await createOrganisation(db, "Brookfield High School");
  await createOrganisationUser(db, megan, { organisations: [organisation] });
  await act(scene);

  await expect.poll(() => eventsOf(lines).some(({ event }) => event === name)).toBe(true);
  const events = eventsOf(lines);
  const found = events.findLast(({ event }) => event === name);
  const origin = { requestId: expect.stringMatching(uuid) as string, client: "127.0.0.1" };
  const isJob = what.endsWith("by a worker");
  if (isJob) expect(found).not.toHaveProperty("requestId");
  expect(found).toMatchObject({
    ...(!isJob && origin),
    name: "web",
    msg: securityEvents[name].message,
    ...fields(scene),
  });
  const common = ["level", "time", "name", "logger", "event", "requestId", "client", "msg"];
  for (const event of events) {
    const { fields: listed } = securityEvents[event.event];
    expect([...common, ...listed]).toEqual(expect.arrayContaining(Object.keys(event)));
  }
  expect(lines.join("\n")).not.toMatch(/Megan|Price|Priya|Nair|Éric|Blanc|Whitfield|@e|dsi-/);
  if (name === "request_refused") expect(events.filter(({ event }) => event === name)).toHaveLength(1);
});

test("every event is in the table above", () => {
  expect([...new Set(cases.map(([, event]) => event))].toSorted()).toEqual(
    Object.keys(securityEvents).toSorted(),
  );
});

test("what a transaction would report is not reported if it is rolled back", async ({ db }) => {
  const reported: string[] = [];
  const failing = transact(db, (trx) => {
    afterCommit(trx, () => reported.push("rolled back"));
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  await transact(db, (trx) => {
    afterCommit(trx, () => reported.push("committed"));
    expect(reported).toEqual([]);
    return Promise.resolve();
  });

  expect(reported).toEqual(["committed"]);
  await expect(
    db.transaction().execute((trx) => {
      afterCommit(trx, () => undefined);
      return Promise.resolve();
    }),
  ).rejects.toThrow("transact");
});
