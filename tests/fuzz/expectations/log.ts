import { expect } from "vitest";
import { canary } from "../inputs/texts.ts";

const warning = 40;

/** Whatever a log must not hold, besides what was typed. */
const personal = [/[\w.+'-]+@[\w-]+\.[a-z]{2,}/i, /eyJ[\w-]{8,}|bearer /i, /(?:session|return-to)[^"\s]*=/i];

/** Every line is an entry, of no error, and about nobody. */
export function expectQuietLog(lines: string[]): void {
  for (const line of lines) {
    expect(line, "a line of the log").toMatch(/^\{.*\}$/);
    const { level } = JSON.parse(line) as { level: number };
    expect(level, line).toBeLessThanOrEqual(warning);
    expect(line.toLowerCase()).not.toContain(canary);
    for (const pattern of personal) expect(line).not.toMatch(pattern);
  }
}
