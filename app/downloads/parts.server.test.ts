import { expect, test } from "vitest";
import { csvFile } from "./csv-file.server";
import { inParts } from "./parts.server";

/** Parts that a stream reads before anybody takes them, at most. */
const ahead = 20;

test("a list without end is read no faster than it is taken", async () => {
  let count = 0;
  const read = ({ after = 0 }) => {
    count += 1;
    return Promise.resolve({ items: ["a line\r\n".repeat(1_000)], next: after + 1 });
  };
  const file = csvFile("all.csv", await inParts("head\r\n", read, (line) => line));
  const reader = file.body?.getReader();

  for (let taken = 0; taken < 100; taken += 1) {
    await reader?.read();
    expect(count).toBeLessThan(taken + ahead);
  }
  await reader?.cancel();

  expect(count).toBeGreaterThanOrEqual(98); // without the head, and what is on its way
});

test("the first part is small, and the others are as large as usual", async () => {
  const sizes: (number | undefined)[] = [];
  const read = ({ after = 0, pageSize }: { after?: number; pageSize?: number }) => {
    sizes.push(pageSize);
    return Promise.resolve({ items: [`${after}\r\n`], next: after < 2 ? after + 1 : null });
  };

  const file = csvFile("all.csv", await inParts("head\r\n", read, (line) => line));

  expect(await file.text()).toBe("head\r\n0\r\n1\r\n2\r\n");
  expect(sizes).toEqual([50, undefined, undefined]);
});
