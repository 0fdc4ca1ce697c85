import { expect, vi } from "vitest";
import {
  asText,
  failure,
  it,
  megan,
  personalisation,
  refused,
  templateId,
  type TestNotify,
} from "../../tests/stand-ins/notify-client.ts";
import { states } from "./states.ts";

const untilMidnight = ({ clock }: TestNotify) => 86_400_000 - (clock.now % 86_400_000);

it("has a button for each state, and shows which one holds", async ({ notify }) => {
  await notify.put("trial");
  const html = await notify.page();
  for (const name of Object.keys(states)) {
    expect(html).toContain(`name="state" value="${name}" aria-pressed="${name === "trial"}"`);
  }
});

it("refuses an unknown state", async ({ notify }) => {
  const body = new URLSearchParams({ state: "odd" });
  expect((await fetch(`${notify.url}/state`, { method: "POST", body })).status).toBe(400);
});

/** Sends an email with a token of the stand-in's time. The client's tokens have the real time. */
const sendNow = (notify: TestNotify, to = megan) =>
  notify.call("/v2/notifications/email", {
    method: "POST",
    body: asText({ email_address: to, template_id: templateId, personalisation }),
  });

it("has a daily limit until midnight UTC", async ({ notify }) => {
  await notify.put("daily-limit");
  notify.clock.now += untilMidnight(notify) - 1;
  expect(await sendNow(notify)).toEqual(
    failure(429, "TooManyRequestsError", "Exceeded send limits (250000) for today"),
  );
  notify.clock.now += 1;
  expect((await sendNow(notify)).status).toBe(201);
});

it("sends 50 emails a day in trial mode, and only to the team", async ({ notify }) => {
  await notify.put("trial");
  const tom = "tom.whitfield@education.gov.uk";
  expect(await sendNow(notify)).toEqual(
    failure(400, "BadRequestError", expect.stringContaining("trial mode") as string),
  );
  await Promise.all(Array.from({ length: 50 }, () => sendNow(notify, tom)));
  expect(await sendNow(notify, tom)).toEqual(
    failure(429, "TooManyRequestsError", "Exceeded send limits (50) for today"),
  );
  notify.clock.now += 86_400_000;
  expect((await sendNow(notify, tom)).status).toBe(201);
});

it.for([
  ["live-key", "perm-fail@simulator.notify", "delivered"],
  ["usual", "perm-fail@simulator.notify", "permanent-failure"],
  ["usual", "Perm-fail@simulator.notify", "delivered"],
  ["technical-failure", megan, "technical-failure"],
] as const)("with %s, an email to %s ends as %s", async ([state, to, status], { notify }) => {
  await notify.put(state);
  await notify.send("ref", to);
  await vi.waitFor(async () => {
    expect(await notify.inbox()).toMatchObject([{ status }]);
  });
});

const lookUp = (notify: TestNotify) => notify.call("/v2/notifications?reference=x");

it("refuses a revoked key", async ({ notify }) => {
  await notify.put("key-revoked");
  expect(await lookUp(notify)).toEqual(failure(403, "AuthError", "Invalid token: API key revoked"));
});

it("refuses a token by a clock that is wrong, and says what time it is there", async ({ notify }) => {
  await notify.put("clock-wrong");
  expect(await lookUp(notify)).toEqual(
    failure(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds"),
  );
  const { headers } = await fetch(notify.url);
  expect(Date.parse(headers.get("Date") ?? "")).toBe(Math.floor(notify.clock.now / 1_000 + 60) * 1_000);
});

it.for([
  ["maintenance", 200],
  ["gateway-denies", 403],
] as const)("with %s, everything is answered %i and a page", async ([state, status], { notify }) => {
  await notify.put(state);
  for (const path of ["/v2/notifications", "/v2/templates"]) {
    const response = await fetch(notify.url + path);
    expect([response.status, response.headers.get("Content-Type")]).toEqual([
      status,
      "text/html; charset=utf-8",
    ]);
  }
});

it("does not list a template that was deleted, and does not send with it", async ({ notify }) => {
  await notify.put("template-deleted");
  expect((await notify.client.getAllTemplates("email")).data.templates).toEqual([]);
  await expect(notify.client.sendEmail(templateId, megan, { personalisation })).rejects.toMatchObject(
    refused(400, "BadRequestError", "Template has been deleted"),
  );
});
