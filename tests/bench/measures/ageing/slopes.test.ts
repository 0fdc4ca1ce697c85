import { expect, it } from "vitest";
import { fitLine, isFlat } from "./slopes.ts";

const pointsOf = (values: number[]) => values.map((value, index) => ({ at: index / 10, value }));

it("fits a line through points", () => {
  expect(fitLine(pointsOf([10, 11, 12, 13]))).toEqual({
    level: 11.5,
    slope: expect.closeTo(10) as number,
    error: expect.closeTo(0) as number,
  });
});

it.each([
  ["a level", [100, 100, 100, 100, 100], true],
  ["noise about a level", [100, 130, 80, 120, 95, 105], true],
  ["a fall", [100, 90, 80, 70], true],
  ["a slow rise", [100, 100.1, 100.2, 100.3], true],
  ["a leak", [100, 104, 107, 111, 115], false],
  ["a leak within noise", [100, 120, 115, 140, 135, 160, 155, 180], false],
])("judges %s", (_name, values, flat) => {
  expect(isFlat(fitLine(pointsOf(values)), 0.05)).toBe(flat);
});
