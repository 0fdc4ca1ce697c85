import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const page = readFileSync(join(import.meta.dirname, "../../../docs/asvs.md"), "utf8");

/**
 * How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has, after how many of them are of level 1. Both are
 * numbered from 1 without gaps, level 1 first.
 */
const counts = `
  1.1 0/2, 1.2 5/9, 1.3 2/11, 1.4 0/3, 1.5 1/2,
  2.1 1/3, 2.2 2/3, 2.3 1/4, 2.4 0/1,
  3.2 2/2, 3.3 1/4, 3.4 2/6, 3.5 3/5, 3.7 0/2,
  4.1 1/3, 4.2 0/1, 4.3 0/2, 4.4 1/4,
  5.1 0/1, 5.2 2/3, 5.3 2/2, 5.4 0/3,
  6.1 1/3, 6.2 8/12, 6.3 2/4, 6.4 2/4, 6.5 0/5, 6.6 0/3, 6.8 0/4,
  7.1 0/3, 7.2 4/4, 7.3 0/2, 7.4 2/5, 7.5 0/2, 7.6 0/2,
  8.1 1/2, 8.2 2/3, 8.3 1/1, 8.4 0/1,
  9.1 3/3, 9.2 1/4,
  10.1 0/2, 10.2 0/2, 10.3 0/4, 10.4 5/11, 10.5 0/5, 10.6 0/2, 10.7 0/3,
  11.1 0/2, 11.2 0/3, 11.3 2/3, 11.4 1/4, 11.5 0/1, 11.6 0/1,
  12.1 1/3, 12.2 2/2, 12.3 0/4,
  13.1 0/1, 13.2 0/5, 13.3 0/2, 13.4 1/5,
  14.1 0/2, 14.2 1/4, 14.3 1/3,
  15.1 1/3, 15.2 1/3, 15.3 1/7,
  16.1 0/1, 16.2 0/5, 16.3 0/4, 16.4 0/3, 16.5 0/3,
  17.1 0/1, 17.2 0/4, 17.3 0/2`;

/** Each requirement as its id and level, such as `1.2.6 2`. */
const required = [...counts.matchAll(/(\d+\.\d+) (\d+)\/(\d+)/g)].flatMap(([, section, first, all]) =>
  Array.from(
    { length: Number(all) },
    (_, index) => `${section}.${index + 1} ${index < Number(first) ? 1 : 2}`,
  ),
);

const verdicts = ["met", "left to DfE Sign-in", "left to the operator", "does not apply", "not met"] as const;

/** The cells of each row of the page's tables. */
const cells = [...page.matchAll(/^\| (.+) \|$/gm)].map(([, row = ""]) =>
  row.split(" | ").map((cell) => cell.trim()),
);
const rows = cells.filter(([id = ""]) => /^\d/.test(id));

it("has each requirement of levels 1 and 2 once, in order, in a row of five cells", () => {
  expect(required).toHaveLength(253);
  expect(rows.map(([id, level]) => `${id} ${level}`)).toEqual(required);
  expect(rows.filter((row) => row.length !== 5)).toEqual([]);
});

// Another test checks that files and headings which documents name exist.
it("gives each requirement a verdict, and evidence that names a file or a heading", () => {
  const isOurs = (verdict = "") => verdicts.some((one) => one === verdict);
  const hasEvidence = (evidence = "") => /`\w+\/[^`]+\.tsx?`|\]\([^)]+\)/.test(evidence);

  expect(rows.filter(([, , , verdict, evidence]) => !isOurs(verdict) || !hasEvidence(evidence))).toEqual([]);
});

it("counts the verdicts right", () => {
  const stated = verdicts.map((verdict) => Number(cells.find(([first]) => first === verdict)?.[1]));

  expect(stated).toEqual(verdicts.map((verdict) => rows.filter((row) => row[3] === verdict).length));
});
