import { expect, it } from "vitest";
import { monthsBetween } from "./months.ts";

it("gives the months of a period, or the days of the first and last that are in it", () => {
  expect(monthsBetween("2025-12-16", "2026-02-14")).toEqual([
    { month: "2025-12-01", from: "2025-12-16", to: "2025-12-31" },
    { month: "2026-01-01", from: "2026-01-01", to: "2026-01-31" },
    { month: "2026-02-01", from: "2026-02-01", to: "2026-02-14" },
  ]);
});

it("gives one month for days within it", () => {
  expect(monthsBetween("2024-02-01", "2024-02-29")).toEqual([
    { month: "2024-02-01", from: "2024-02-01", to: "2024-02-29" },
  ]);
});
