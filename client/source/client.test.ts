import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, it as base, vi } from "vitest";
import { collect } from "../../tests/readings/collect.ts";
import { createSupportClient, isSupportError } from "./index.ts";

type Reply = { status?: number; headers?: Record<string, string>; body?: unknown } | "hang" | "cut";

const organisationId = "0b1e7c1e-5f0a-4a56-9d0c-2f9f3d6f8a11";
const found = (...items: unknown[]): Reply => ({ body: { result: { data: { items, pageCount: 1 } } } });
const soon = { "retry-after": "0" };
const refusal = (status: number, data: object, headers = {}): Reply => ({
  ...{ status, headers, body: { error: { message: "Refused", data } } },
});

/** vitest's `it` with a client, and a server that gives it these replies, the last one again and again. */
const it = base.extend("serve", async ({}, { onCleanup }) => {
  const calls: { path: string; input: unknown; headers: IncomingMessage["headers"] }[] = [];
  let replies: Reply[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      calls.push({ path: request.url ?? "", input: JSON.parse(body), headers: request.headers });
      const reply = (replies.length > 1 ? replies.shift() : replies[0]) ?? "cut";
      if (reply === "cut") request.socket.destroy();
      if (typeof reply === "string") return;
      response.writeHead(reply.status ?? 200, reply.headers);
      response.end(typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body));
    });
  }).listen(0, "127.0.0.1");
  onCleanup(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return (...given: Reply[]) => {
    replies = given;
    return { calls, support: createSupportClient({ url, token: "secret" }) };
  };
});

const errorOf = (call: Promise<unknown>) => call.catch((error: unknown) => error);

it("posts the input with the token", async ({ serve }) => {
  const { support, calls } = serve(found());
  await support.organisations.list({ query: "ash" });
  await support.supportUsers.list();

  expect(calls).toMatchObject([
    { path: "/api/trpc/organisations.list", input: { query: "ash" } },
    { path: "/api/trpc/supportUsers.list", input: {}, headers: { authorization: "Bearer secret" } },
  ]);
});

it("answers null where the console answers nothing", async ({ serve }) => {
  const { support } = serve({ body: { result: {} } });
  expect(await support.organisationUsers.remove({ organisationId, userId: organisationId })).toBeNull();
});

it("throws what the console says about a refusal", async ({ serve }) => {
  const said = {
    code: "CONFLICT",
    reason: "emailInUse",
    fieldErrors: { email: "In use" },
    userId: organisationId,
  };
  const { support } = serve(refusal(409, said, { "x-request-id": "7f", "retry-after": "300" }));
  const error = await errorOf(support.organisations.get({ organisationId }));

  expect(isSupportError(error)).toBe(true);
  expect(error).toMatchObject({
    ...said,
    ...{ message: "Refused", procedure: "organisations.get" },
    ...{ status: 409, requestId: "7f", retryAfterSeconds: 300 },
  });
  expect(JSON.stringify(error) + String(error)).not.toContain("secret");
});

it("repeats queries after 502 to 504 and a broken connection", async ({ serve }) => {
  const proxied = { status: 502, headers: soon, body: "<h1>Bad gateway</h1>" };
  const { support, calls } = serve(
    proxied,
    refusal(503, { code: "SERVICE_UNAVAILABLE" }, soon),
    "cut",
    found(1),
  );
  expect(await support.organisations.list()).toMatchObject({ items: [1] });
  expect(calls).toHaveLength(4);
});

it("repeats a call at most four times", async ({ serve }) => {
  const { support, calls } = serve(refusal(503, { code: "SERVICE_UNAVAILABLE" }, soon));
  expect(await errorOf(support.organisations.list())).toMatchObject({ code: "SERVICE_UNAVAILABLE" });
  expect(calls).toHaveLength(5);
});

it("repeats a change without a key only if it was not made", async ({ serve }) => {
  const busy = refusal(429, { code: "TOO_MANY_REQUESTS", reason: "tooManyRequests" }, soon);
  const { support, calls } = serve(busy, "cut");
  const error = await errorOf(support.organisationUsers.downloadSearch());
  expect(error).toMatchObject({ code: "NETWORK_ERROR", status: undefined });
  expect(calls).toHaveLength(2);
});

it("makes a change once: each try has the same new key, or the script's", async ({ serve }) => {
  const { support, calls } = serve("cut", { body: { result: {} } });
  const user = { organisationId, userId: organisationId };
  await support.organisationUsers.remove(user);
  await support.organisationUsers.remove({ ...user, idempotencyKey: "mine" });
  const keys = calls.map(({ input }) => (input as { idempotencyKey: string }).idempotencyKey);
  expect(keys).toEqual([expect.stringMatching(/^[-0-9a-f]{36}$/), keys[0], "mine"]);
});

it("throws if there is no answer in time", async ({ serve }) => {
  const { support } = serve("hang");
  const error = await errorOf(support.organisationUsers.downloadSearch({}, { timeoutMs: 20 }));
  expect(error).toMatchObject({ code: "TIMEOUT", procedure: "organisationUsers.downloadSearch" });
});

it("does not follow a redirect, which could take the token elsewhere", async ({ serve }) => {
  const { support, calls } = serve({ status: 301, headers: { location: "https://example.com/" } });
  expect(await errorOf(support.organisations.list())).toMatchObject({
    ...{ code: "UNEXPECTED_RESPONSE", status: 301 },
    message: "There was a response that redirects to https://example.com/ (301)",
  });
  expect(calls).toHaveLength(1);
});

it.for(["null", "[]", "{}", "<html>", ""])(
  "recognises %j as no answer of the console",
  async (body, { serve }) => {
    const { support } = serve({ body });
    expect(await errorOf(support.organisations.list())).toMatchObject({
      code: "UNEXPECTED_RESPONSE",
      status: 200,
    });
  },
);

it("reads `Retry-After` as a date too", async ({ serve }) => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-27T09:00:00Z") });
  const { support } = serve(
    refusal(403, { code: "FORBIDDEN" }, { "retry-after": "Fri, 27 Nov 2026 09:02:00 GMT" }),
  );
  expect(await errorOf(support.organisations.list())).toMatchObject({ retryAfterSeconds: 120 });
  vi.useRealTimers();
});

it("reads all pages, one at a time, when the script asks for more", async ({ serve }) => {
  const page = (items: number[], pageCount = 2): Reply => ({
    body: { result: { data: { items, pageCount } } },
  });
  const { support, calls } = serve(page([1, 2]), page([3]));
  const items = support.organisations.all({ query: "ash" });
  await items.next();
  expect(calls.map(({ input }) => input)).toEqual([{ query: "ash", page: 1 }]);
  expect(await collect(items)).toEqual([2, 3]);
  expect(calls.map(({ input }) => input)).toEqual([
    { query: "ash", page: 1 },
    { query: "ash", page: 2 },
  ]);
});

it("reads all parts of a download", async ({ serve }) => {
  const part = (item: number, next: string | null): Reply => ({
    body: { result: { data: { items: [item], next } } },
  });
  const { support, calls } = serve(part(1, "one"), part(2, null));
  expect(await collect(support.organisationUsers.downloadSearch.all())).toEqual([1, 2]);
  expect(calls.map(({ input }) => input)).toEqual([{}, { after: "one" }]);
});

it("throws at the end of a list that was cut off", async ({ serve }) => {
  const { support } = serve({ body: { result: { data: { items: [1], pageCount: 1, isMore: true } } } });
  const items = support.organisationUsers.search.all({ query: "a" });
  expect(await items.next()).toEqual({ done: false, value: 1 });
  expect(await errorOf(items.next())).toMatchObject({ code: "TOO_MANY_MATCHES" });
});

it("needs an address and a token", () => {
  expect(() => createSupportClient({ url: undefined, token: "secret" })).toThrow("url must be");
  expect(() => createSupportClient({ url: "support.example.gov.uk", token: "secret" })).toThrow(
    "url must be",
  );
  expect(() => createSupportClient({ url: "https://support.example.gov.uk", token: "" })).toThrow(
    "token must be",
  );
});
