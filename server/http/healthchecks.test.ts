import { expect, test, vi } from "vitest";
import { onceASecond } from "./healthchecks.ts";

test("a question is asked at most once a second, and never while one is unanswered", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  let answerFirst: (answer: string) => void = () => undefined;
  const first = new Promise<string>((resolve) => {
    answerFirst = resolve;
  });
  const ask = vi
    .fn<() => Promise<string>>()
    .mockReturnValueOnce(first)
    .mockRejectedValueOnce(new Error("No database"))
    .mockResolvedValue("back");
  const askOnce = onceASecond(ask);

  const unanswered = [askOnce(), askOnce()];
  vi.advanceTimersByTime(5_000);
  unanswered.push(askOnce());
  answerFirst("first");
  expect(await Promise.all(unanswered)).toEqual(["first", "first", "first"]);
  vi.advanceTimersByTime(999);
  expect(await askOnce()).toBe("first");
  expect(ask).toHaveBeenCalledTimes(1);

  vi.advanceTimersByTime(1);
  await expect(askOnce()).rejects.toThrow("No database");
  await expect(askOnce()).rejects.toThrow("No database");
  expect(ask).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1_000);
  expect(await askOnce()).toBe("back");
  vi.useRealTimers();
});
