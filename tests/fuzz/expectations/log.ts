import { expect } from "vitest";
import { canary } from "../inputs/texts.ts";

const warning = 40;

/** What a log must never contain, besides user input. */
const personal = [/[\w.+'-]+@[\w-]+\.[a-z]{2,}/i, /eyJ[\w-]{8,}|bearer /i, /(?:session|return-to)[^"\s]*=/i];

/** Checks that every line is a log entry, without errors or personal data. */
export function expectQuietLog(lines: string[]): void {
  for (const line of lines) {
    expect(line, "a line of the log").toMatch(/^\{.*\}$/);
    const { level } = JSON.parse(line) as { level: number };
    expect(level, line).toBeLessThanOrEqual(warning);
    expect(line.toLowerCase()).not.toContain(canary);
    for (const pattern of personal) expect(line).not.toMatch(pattern);
  }
}
