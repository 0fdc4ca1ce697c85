import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const generated = ["client/source/procedures.ts", "db/types.ts"];
const sources = globSync("{app,client,server,jobs,commands,db,local}/**/*.{ts,tsx,js,scss}", { cwd: root })
  .filter((path) => !generated.includes(path))
  .toSorted();

const sizes = sources.map((path) => ({ path, lines: countLines(join(root, path)) }));
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.(server|client|test|config|d))*\.(tsx?|js|scss)$/;
const catchAll = /(^|[-.])(utils?|helpers?|misc|managers?|common)([-.]|$)/;

it("keeps every file within 250 lines", () => {
  expect(sizes.filter(({ lines }) => lines > 250)).toEqual([]);
});

it("keeps the median file under 60 lines", () => {
  const inOrder = sizes.map(({ lines }) => lines).toSorted((a, b) => a - b);

  expect(inOrder[Math.floor(inOrder.length / 2)]).toBeLessThan(60);
});

/** How many files a room may hold besides tests; more means that a room is missing. */
const roomLimit = 9;

/** Rooms that are catalogues: one file a route, a GOV.UK component or a migration. */
const catalogues = ["app/routes", "app/components/govuk", "db/migrations"];

const rooms = [
  ...Map.groupBy(
    sources.filter((path) => !/\.test\.tsx?$/.test(path)),
    dirname,
  ),
].map(([room, files]) => ({ room, files: files.length }));

it("keeps rooms small", () => {
  const isTooLarge = ({ room, files }: { room: string; files: number }) =>
    !catalogues.includes(room) && files > roomLimit;

  expect(rooms.filter(isTooLarge)).toEqual([]);
});

it("names files in kebab-case, apart from routes, whose names are their paths", () => {
  const named = sources.filter((path) => !path.startsWith("app/routes/"));

  expect(named.filter((path) => !kebabCase.test(basename(path)))).toEqual([]);
});

it("has no catch-all names", () => {
  expect(sources.filter((path) => path.split("/").some((part) => catchAll.test(part)))).toEqual([]);
});

it.each(["utils.ts", "string-helpers.ts", "common", "misc", "session-manager.ts", "date-util.test.ts"])(
  "would notice a catch-all called %s",
  (name) => {
    expect(name).toMatch(catchAll);
  },
);

it.each(["Page.tsx", "userList.ts", "user_list.ts", "-page.ts", "page..ts", "page.wrong.ts"])(
  "would notice a file called %s",
  (name) => {
    expect(name).not.toMatch(kebabCase);
  },
);

function countLines(path: string): number {
  return readFileSync(path, "utf8").trimEnd().split("\n").length;
}
