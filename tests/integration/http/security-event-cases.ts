import { expect } from "vitest";
import type { EventName } from "../../../server/security-events/events.ts";
import type { Browser } from "../../fixtures/sign-in.ts";
import type { Web } from "../../fixtures/web.ts";
import { eric, megan, tom } from "../../records/people.ts";

/** A web server whose log is watched, and the people who use it. Priya signs in with any browser. */
export type Scene = {
  web: Web;
  browser: Browser;
  open: () => Browser;
  lie: (lies: object) => void;
  call: (path: string, input: unknown, authorization?: string) => Promise<unknown>;
  work: (bulkChangeId: string) => Promise<void>;
  ids: Record<"priya" | "tom" | "organisation", string>;
  token: string;
};

export const uuid = /^[\da-f-]{36}$/;
const byPriya = ({ ids }: Scene) => ({ actorKind: "support_user", actorId: ids.priya });

/** What is done, and the event that it causes. */
type Case = [
  what: string,
  event: EventName,
  act: (scene: Scene) => Promise<unknown>,
  fields: (scene: Scene) => Record<string, unknown>,
];

export const cases: Case[] = [
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
