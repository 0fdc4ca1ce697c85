import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** The names of the gaps that a team has to fill in, by page. */
function gapsInPages(): Record<string, string[]> {
  const paths = globSync("app/{content,routes,components}/**/*.tsx", { cwd: root }).toSorted();
  const gaps = paths.map((path) => {
    const names = [...read(path).matchAll(/<FillIn>(.*?)<\/FillIn>/gs)].map(([, name = ""]) =>
      name.replaceAll(/\s+/g, " ").trim(),
    );
    return [basename(path, ".tsx").replaceAll("-", " "), names] as const;
  });
  return Object.fromEntries(gaps.filter(([, names]) => names.length > 0));
}

/** The same from the README, where each line reads `- page: gap; gap`. */
function gapsInReadme(): Record<string, string[]> {
  const [, list = ""] = /Before going live, [^]*?\n\n((?:(?:- | {2}).*\n)+)/.exec(read("README.md")) ?? [];
  const items = list
    .replaceAll(/\n {2}/g, " ")
    .trim()
    .split("\n")
    .filter(Boolean);
  return Object.fromEntries(
    items.map((item) => {
      const [page = "", names = ""] = item.replace(/^- /, "").split(": ");
      return [page, names.split("; ")] as const;
    }),
  );
}

it("the README names every gap to fill before going live, and no other", () => {
  expect(gapsInReadme()).toEqual(gapsInPages());
});
