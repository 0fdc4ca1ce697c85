import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import express from "express";
import { sql } from "kysely";
import { expect } from "vitest";
import { notifyWebhook } from "../../../../server/emails/receipts/webhook.ts";
import { inviteMegan, readOutcome } from "../../../records/emails.ts";
import { unknownId } from "../../../records/organisations.ts";
import { test as base } from "../../../fixtures/resources.ts";
import { readActivity } from "../../../readings/traces.ts";

const notifyId = "740e5834-3a29-46b4-9a6f-16142fde533a";
const otherId = "740e5834-3a29-46b4-9a6f-16142fde533b";
type Post = { body: unknown; token?: string; method?: string };

const test = base
  .extend("post", async ({ resources }, { onCleanup }) => {
    const server = createServer(express().use(notifyWebhook(resources))).listen(0, "127.0.0.1");
    await once(server, "listening");
    onCleanup(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/notify`;
    const usual = `Bearer ${resources.environment.NOTIFY_CALLBACK_TOKEN}`;
    return async ({ body, token = usual, method = "POST" }: Post) => {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      const headers = { Authorization: token, "Content-Type": "application/json" };
      const response = await fetch(url, { method, headers, ...(method === "POST" && { body: text }) });
      return { status: response.status, text: await response.text() };
    };
  })
  .extend("email", ({ db }) => inviteMegan(db));

/** A receipt as Notify sends it. */
const receipt = (reference: string | null, status: string, more: object = {}) => ({
  id: notifyId,
  reference,
  to: "megan.price@example.com",
  status,
  created_at: "2026-01-14T10:30:00.000000Z",
  sent_at: "2026-01-14T10:31:00.000000Z",
  completed_at: "2026-01-14T10:32:00.000000Z",
  notification_type: "email",
  template_id: unknownId,
  template_version: 1,
  ...more,
});

const noted = { status: 204, text: "" };
const failures = ["permanent-failure", "temporary-failure", "technical-failure"];

test.for(["0000-01-01T00:00:00Z", "2026-01-14T10:32:00+23:59", "9999-12-31T23:59:59.999999999-23:59"])(
  "a time that only JavaScript can read is accepted: %s",
  async (time, { db, post, email }) => {
    const body = receipt(email.id, "delivered", { sent_at: time, completed_at: time });

    expect(await post({ body })).toEqual(noted);

    expect(await readOutcome(db)).toMatchObject({ deliveredAt: new Date(time) });
  },
);

test("a delivery is recorded with Notify's times, even before our record that the email was sent", async ({
  db,
  post,
  email,
}) => {
  expect(await post({ body: receipt(email.id, "delivered") })).toEqual(noted);

  expect(await readOutcome(db)).toMatchObject({
    status: "delivered",
    notifyId,
    error: null,
    sentAt: new Date("2026-01-14T10:31:00Z"),
    deliveredAt: new Date("2026-01-14T10:32:00Z"),
  });
});

test.for(failures)(
  "a repeated %s is recorded and logged for support staff once",
  async (status, { db, post, email }) => {
    const body = receipt(email.id, status, { completed_at: null, sent_at: null });
    const answers = await Promise.all([post({ body }), post({ body }), post({ body })]);

    expect(answers).toEqual([noted, noted, noted]);
    expect(await readOutcome(db)).toMatchObject({ status: "failed", notifyId, error: status });
    expect(await readActivity(db)).toMatchObject([{ action: "email_failed", by: "system" }]);
  },
);

test.for<[first: string, second: string, status: string]>([
  ["delivered", "permanent-failure", "delivered"],
  ["permanent-failure", "delivered", "failed"],
  ["temporary-failure", "permanent-failure", "failed"],
])("after %s, %s changes nothing", async ([first, second, status], { db, post, email }) => {
  await post({ body: receipt(email.id, first) });
  const before = await readOutcome(db);

  expect(await post({ body: receipt(email.id, second) })).toEqual(noted);
  expect(await readOutcome(db)).toEqual(before);
  expect(before.status).toBe(status);
});

test("a cancelled email stays cancelled", async ({ db, post, email }) => {
  await sql`update emails set status = 'cancelled', cancelled_at = now()`.execute(db);

  expect(await post({ body: receipt(email.id, "delivered") })).toEqual(noted);
  expect(await readOutcome(db)).toMatchObject({ status: "cancelled", notifyId: null });
});

test.for([
  ["an unknown reference", unknownId],
  ["no reference", null],
  ["a reference that is not ours", "invoice 17"],
])("a receipt with %s changes nothing", async ([, reference], { db, post, email }) => {
  expect(email.id).not.toBe(reference);
  expect(await post({ body: receipt(reference ?? null, "delivered") })).toEqual(noted);
  expect(await readOutcome(db)).toMatchObject({ status: "queued", notifyId: null });
});

test("a receipt with the wrong Notify id changes nothing", async ({ db, post, email }) => {
  await sql`update emails set status = 'sent', sent_at = now(), notify_id = ${otherId}`.execute(db);

  expect(await post({ body: receipt(email.id, "permanent-failure") })).toEqual(noted);
  expect(await readOutcome(db)).toMatchObject({ status: "sent", notifyId: otherId });
});

test.for([
  ["no JSON", "status=delivered", 400],
  ["no object", [], 400],
  ["an unknown status", receipt(unknownId, "eaten"), 400],
  ["no id", receipt(unknownId, "delivered", { id: "17" }), 400],
  ["an invalid time", receipt(unknownId, "delivered", { completed_at: "yesterday" }), 400],
  ["an empty body", "", 400],
  ["too much", { ...receipt(unknownId, "delivered"), more: "x".repeat(11_000) }, 413],
] as const)("%s is refused, in JSON", async ([, body, status], { post }) => {
  const answer = await post({ body });

  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.text)).toEqual({ error: expect.any(String) as string });
});

test.for([
  "",
  "Bearer",
  "Bearer wrong",
  "Basic the token of delivery receipts",
  "the token of delivery receipts",
])("the token %j is refused", async (token, { db, post, email }) => {
  expect((await post({ body: receipt(email.id, "delivered"), token })).status).toBe(401);
  expect((await post({ body: "{", token })).status).toBe(401);
  expect(await readOutcome(db)).toMatchObject({ status: "queued" });
});

test("only POST is allowed", async ({ post }) => {
  expect((await post({ body: "", method: "GET" })).status).toBe(405);
});
