import { pino } from "pino";
import { expect } from "vitest";
import { afterCommit, transact } from "../../../db/transactions/transact.ts";
import { describe } from "../../../server/log.ts";
import { type EventName, securityEvents } from "../../../server/security-events/events.ts";
import { openBrowser, test as base } from "../../fixtures/sign-in.ts";
import { withVariables } from "../../fixtures/resources.ts";
import { createToken } from "../../records/api-tokens.ts";
import { doAllRows } from "../../records/bulk-changes.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createOrganisationUser, createSupportUser, megan, priya, tom } from "../../records/people.ts";
import { cases, type Scene, uuid } from "./security-event-cases.ts";

type Line = Record<string, unknown> & { event: EventName };

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
      call: async (path, input, authorization = `Bearer ${token}`) => {
        const headers = { Authorization: authorization, "Content-Type": "application/json" };
        const init = { method: "POST", headers, body: JSON.stringify(input) };
        const answer: unknown = await (await fetch(`${web.url}/api/trpc/${path}`, init)).json();
        return answer;
      },
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
