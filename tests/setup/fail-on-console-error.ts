import { format } from "node:util";
import { afterAll, afterEach, expect } from "vitest";

const complaints: string[] = [];

// Replaced, not spied on: `restoreMocks` would undo a spy before the first test.
Object.defineProperty(console, "error", {
  configurable: true,
  writable: true,
  value: (...values: unknown[]) => {
    complaints.push(format(...values));
  },
});

/** A test fails if React, Remix or our own code calls console.error. */
function expectNoComplaints(): void {
  const said = complaints.splice(0);
  if (said.length > 0) expect.fail(`console.error was called:\n${said.join("\n")}`);
}

afterEach(expectNoComplaints);
afterAll(expectNoComplaints);
