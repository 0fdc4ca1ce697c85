import { expect, it, vi } from "vitest";
import { Turns } from "./turns.ts";

const limits = { atOnce: 2, patience: 2_000 };

/** Whether a promise is fulfilled by now. */
async function isDone(promise: Promise<unknown>): Promise<boolean> {
  const waiting = Symbol();
  await new Promise(setImmediate);
  return (await Promise.race([promise, Promise.resolve(waiting)])) !== waiting;
}

it("lets two begin at once, and the next ones in order when a turn ends", async () => {
  const turns = new Turns(limits);
  const [first, second] = await Promise.all([turns.take("priya", undefined), turns.take("priya", undefined)]);
  const [third, fourth] = [turns.take("priya", undefined), turns.take("priya", undefined)];

  expect([await isDone(third), await isDone(fourth)]).toEqual([false, false]);
  first();
  expect([await isDone(third), await isDone(fourth)]).toEqual([true, false]);
  second();
  expect(await isDone(fourth)).toBe(true);
  for (const end of await Promise.all([third, fourth])) end();
  expect(await isDone(turns.take("priya", undefined))).toBe(true);
});

it("does not let one caller delay another", async () => {
  const turns = new Turns({ ...limits, atOnce: 1 });
  await turns.take("priya", undefined);

  expect(await isDone(turns.take("tom", undefined))).toBe(true);
});

it("refuses the third after 2 seconds, and keeps no place for it", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const turns = new Turns(limits);
  const [end] = await Promise.all([turns.take("priya", undefined), turns.take("priya", undefined)]);
  const third = turns.take("priya", undefined);
  const refused = expect(third).rejects.toMatchObject({
    code: "TOO_MANY_REQUESTS",
    cause: { reason: "tooManySearches", retryAfterSeconds: 2 },
  });

  vi.advanceTimersByTime(2_000);
  vi.useRealTimers();

  await refused;
  end();
  expect(await isDone(turns.take("priya", undefined))).toBe(true);
});

it("does not keep a place for a client that disconnected", async () => {
  const turns = new Turns({ ...limits, atOnce: 1 });
  const end = await turns.take("priya", undefined);
  const client = new AbortController();
  const waiting = turns.take("priya", client.signal);

  client.abort(new Error("disconnected"));

  await expect(waiting).rejects.toThrow("disconnected");
  end();
  expect(await isDone(turns.take("priya", undefined))).toBe(true);
});
