import { expect, test as base } from "vitest";
import { FairQueue } from "./fair-queue.ts";

/** Waits for the next turn of the event loop. */
const nextTurn = () => new Promise(setImmediate);

/** vitest's `test` with requests that take turns, and the names of those that have begun. */
const test = base.extend("requests", () => {
  const queue = new FairQueue();
  const begun: string[] = [];
  const wait = (line: string, ...names: string[]) => {
    for (const name of names) queue.wait(line, () => begun.push(name));
  };
  return { queue, wait, begun };
});

test("a request begins at once if no other has begun in this turn of the event loop", async ({
  requests: { wait, begun },
}) => {
  wait("a", "1");
  expect(begun).toEqual(["1"]);

  await nextTurn();

  wait("a", "2");
  expect(begun).toEqual(["1", "2"]);
});

test("only one request begins without waiting in a turn", async ({ requests: { queue } }) => {
  const begin = () => undefined;
  expect([queue.begin(begin), queue.begin(begin)]).toEqual([true, false]);

  await nextTurn();

  expect(queue.begin(begin)).toBe(true);
});

test("one of the requests that wait begins in each turn, from each line in turn", async ({
  requests: { wait, begun },
}) => {
  const seen: string[] = [];
  wait("a", "a1", "a2", "a3", "a4");
  wait("b", "b1", "b2");
  wait("c", "c1");

  while (begun.length < 7) {
    seen.push(begun.join(" "));
    await nextTurn();
  }

  expect(seen.slice(0, 3)).toEqual(["a1", "a1 a2", "a1 a2 b1"]);
  expect(begun).toEqual(["a1", "a2", "b1", "c1", "a3", "b2", "a4"]);
});

test("a request that arrives while a long line waits is the second to begin", async ({
  requests: { wait, begun },
}) => {
  const crowd = Array.from({ length: 1_000 }, (_, index) => `a${index}`);
  wait("a", ...crowd);
  await nextTurn();

  wait("b", "b");
  while (!begun.includes("b")) await nextTurn();

  expect(begun.length).toBeLessThanOrEqual(4);
});

test("the others go on when a request throws", async ({ requests: { queue, wait, begun } }) => {
  const broken = new Error("broken");
  const fail = () => {
    throw broken;
  };
  expect(() => {
    queue.wait("a", fail);
  }).toThrow(broken);
  wait("a", "a1");

  await nextTurn();

  expect(begun).toEqual(["a1"]);
});
