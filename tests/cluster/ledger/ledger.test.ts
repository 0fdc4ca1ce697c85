import { expect, it } from "vitest";
import { countLosses, longestSilence, type Save, slowestEmail, type Stored } from "./ledger.ts";
import { countOutcomes, type Outcome, toTable } from "./table.ts";

const once: Stored = { users: 1, memberships: 1, entries: 1 };
const acknowledged: Save = { email: "megan@example.com", began: 0, acknowledged: 1 };
const unknown: Save = { email: "megan@example.com", began: 0 };
const none = { acknowledged: 0, lost: 0, doubled: 0, emailsLost: 0, emailsDoubled: 0 };

it.each<[string, Save, Stored | undefined, number, Partial<typeof none>]>([
  ["an acknowledged save", acknowledged, once, 1, { acknowledged: 1 }],
  ["a lost save", acknowledged, undefined, 1, { acknowledged: 1, lost: 1 }],
  ["a lost entry", acknowledged, { ...once, entries: 0 }, 1, { acknowledged: 1, lost: 1 }],
  ["a doubled entry", acknowledged, { ...once, entries: 2 }, 1, { acknowledged: 1, doubled: 1 }],
  ["a lost email", acknowledged, once, 0, { acknowledged: 1, emailsLost: 1 }],
  ["a doubled email", acknowledged, once, 2, { acknowledged: 1, emailsDoubled: 1 }],
  ["an unknown save that is not stored", unknown, undefined, 0, {}],
  ["an unknown save that is stored", unknown, once, 1, {}],
  ["an unknown save that is stored without its email", unknown, once, 0, { emailsLost: 1 }],
  ["an unknown save that is stored in part", unknown, { ...once, memberships: 0 }, 1, { lost: 1 }],
])("counts %s", (_name, save, stored, emails, expected) => {
  const found = {
    stored: new Map(stored && [[save.email, stored]]),
    arrivals: new Map([[save.email, Array.from({ length: emails }, () => 2)]]),
  };

  expect(countLosses([save], found)).toEqual({ ...none, ...expected });
});

it("measures the longest stretch in which nothing happened, from the fault on", () => {
  expect(longestSilence([500, 2_000, 24_000, 24_500], 1_000, 30_000)).toBe(22);
  expect(longestSilence([], 1_000, 30_000)).toBe(29);
});

it("measures the longest time from an answer to its email", () => {
  const saves = [acknowledged, { ...acknowledged, email: "eric@example.com" }, unknown];
  const arrivals = new Map([
    [acknowledged.email, [0]],
    ["eric@example.com", [90_001]],
  ]);

  expect(slowestEmail(saves, { stored: new Map(), arrivals })).toBe(90);
});

const outcome: Outcome = {
  fault: "primary killed",
  ...none,
  ...{ acknowledged: 9, firstSave: 22, firstEmail: 25.26, slowestEmail: 90 },
};

it("writes a line for each fault, and says what was not run", () => {
  const lines = toTable([outcome, { fault: "disk full", needs: "root" }]).split("\n");

  expect(lines[1]).toMatch(/^primary killed +9 +0 +0 +0 +0 +22\.0 +25\.3 +90\.0 {2}no$/);
  expect(lines[2]).toMatch(/^disk full {2,}not run: needs root$/);
});

it.each<[string, Partial<Outcome>]>([
  ["lost a save", { lost: 1 }],
  ["doubled a save", { doubled: 1 }],
  ["lost an email", { emailsLost: 1 }],
  ["doubled an email", { emailsDoubled: 1 }],
  ["needed a hand", { hand: "no saves" }],
  ["acknowledged nothing", { acknowledged: 0 }],
])("fails a fault that %s", (_name, change) => {
  const results = [outcome, { ...outcome, ...change }, { fault: "disk full", needs: "root" }];

  expect(countOutcomes(results)).toEqual({ passed: 1, failed: 1 });
});
