import { expect } from "vitest";
import { it, refused, startTestNotify } from "../../tests/stand-ins/notify-client.ts";
import { createFaults } from "./faults.ts";

it.each([
  [3_000, 1_000],
  [60, 21],
])(
  "limits %i sends a minute to %i at once, refilled evenly, and look-ups not at all",
  async (limit, room) => {
    await using notify = await startTestNotify({ limit });
    const perToken = 60_000 / limit;
    await Promise.all(Array.from({ length: room }, () => notify.send()));
    const limited = refused(
      429,
      "RateLimitError",
      `Exceeded rate limit for key type TEST of ${limit} requests per 60 seconds`,
    );
    await expect(notify.send()).rejects.toMatchObject(limited);
    expect((await notify.client.getNotifications("email", undefined, "ref")).status).toBe(200);
    notify.clock.now += perToken;
    expect((await notify.send()).status).toBe(201);
    await expect(notify.send()).rejects.toMatchObject(limited);
  },
);

it("keeps refusing a client that tries again before a token is refilled", async () => {
  await using notify = await startTestNotify({ limit: 60 });
  await Promise.all(Array.from({ length: 21 }, () => notify.send()));
  for (let times = 0; times < 3; times++) {
    notify.clock.now += 900;
    await expect(notify.send()).rejects.toMatchObject({ response: { status: 429 } });
  }
  notify.clock.now += 1_000;
  expect((await notify.send()).status).toBe(201);
});

it.for<[number, string, string]>([
  [500, "Exception", "Internal server error"],
  [429, "RateLimitError", "Exceeded rate limit for key type TEST of 3000 requests per 60 seconds"],
  [400, "BadRequestError", "Can’t send to this recipient using a team-only API key"],
])("fails the next sends with %s, but no look-ups", async ([status, error, message], { notify }) => {
  expect((await notify.order({ status, count: 2 })).status).toBe(200);
  await expect(notify.send()).rejects.toMatchObject(refused(status, error, message));
  expect((await notify.client.getNotifications("email", undefined, "ref")).data.notifications).toEqual([]);
  await expect(notify.send()).rejects.toMatchObject(refused(status, error, message));
  expect((await notify.send()).status).toBe(201);
  expect(await notify.inbox()).toHaveLength(1);
});

it("answers late and keeps nothing on 'timeout'", async ({ notify }) => {
  await notify.order({ status: "timeout", count: 1 });
  await expect(notify.send()).rejects.toMatchObject({ response: { status: 504 } });
  expect(await notify.inbox()).toEqual([]);
});

it("stops at once while a 'timeout' is waiting", async () => {
  await using notify = await startTestNotify({ hangMs: 60_000 });
  await notify.order({ status: "timeout", count: 1 });
  const sends = [notify.send("one"), notify.send("two")];
  await Promise.any(sends); // this one was accepted; the other took the fault, and waits
  await notify.stop();
  const outcomes = await Promise.allSettled(sends);
  const [failed] = outcomes.filter((outcome) => outcome.status === "rejected");
  expect(failed?.reason).toBeInstanceOf(Error);
  expect(failed?.reason).not.toHaveProperty("response");
});

it("keeps the email and does not answer on 'drop-after-accept'", async ({ notify }) => {
  await notify.order({ status: "drop-after-accept", count: 1 });
  await expect(notify.send("dropped")).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(
    (await notify.client.getNotifications("email", undefined, "dropped")).data.notifications,
  ).toHaveLength(1);
});

it("replaces the last order by the next, clears with a count of 0, and explains a malformed order", async ({
  notify,
}) => {
  await notify.order({ status: 500, count: 3 });
  const malformed = await notify.order("{");
  expect(malformed.status).toBe(400);
  expect(await malformed.json()).toEqual({ message: expect.stringContaining('{"count": 0}') as string });
  await notify.order({ count: 0 });
  expect((await notify.send()).status).toBe(201);
});

it.each([
  undefined,
  [],
  null,
  { status: 500 },
  { count: 1 },
  { status: 418, count: 1 },
  { status: "500", count: 1 },
  { status: 500, count: -1 },
  { status: 500, count: 1.5 },
  { status: 500, count: 1, more: true },
])("refuses %j and keeps the last order", (body) => {
  const faults = createFaults();
  faults.order({ status: 400, count: 1 });
  expect(() => faults.order(body)).toThrow("Notify answers 400");
  expect(faults.take()).toBe(400);
});
