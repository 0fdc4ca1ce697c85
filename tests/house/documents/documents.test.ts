import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const pages = ["README.md", ...globSync("docs/*.md", { cwd: root })].map((path) => ({
  path,
  text: readFileSync(join(root, path), "utf8"),
}));
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

const ourPath = /`((?:app|server|jobs|commands|db|local|tests|docs|examples)\/[^`\s]+)`/g;
const command = /npm run ([\w-]+)|node (commands\/[\w./-]+|db\/[\w./-]+)/g;
const nameInFile = /`(\w+)`\s+in\s+`([^`]+\.tsx?)`/g;

/** Every match of a pattern's groups in a page. */
const find = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match.slice(1));

it.each(pages)("$path names files that exist", ({ text }) => {
  const named = find(text, ourPath).map(([path = ""]) => path);

  expect(named.filter((path) => globSync(path.replaceAll("$", "[$]"), { cwd: root }).length === 0)).toEqual(
    [],
  );
});

it.each(pages)("$path names commands that exist", ({ text }) => {
  const unknown = find(text, command).filter(([script, file = ""]) =>
    script ? !(script in scripts) : globSync(file, { cwd: root }).length === 0,
  );

  expect(unknown).toEqual([]);
});

it.each(pages)("$path links to existing files and headings", ({ path, text }) => {
  const links = find(text, /\]\(([^)\s]+)\)/g).map(([link = ""]) => link);
  const broken = links.filter((link) => !link.startsWith("http")).filter((link) => !isThere(path, link));

  expect(broken).toEqual([]);
});

it("the walk-through names code that exists in its file", () => {
  const { text = "" } = pages.find(({ path }) => path === "docs/walk-through.md") ?? {};
  const named = find(text, nameInFile);

  expect(named.length).toBeGreaterThan(15);
  for (const [name = "", file = ""] of named) {
    expect(readFileSync(join(root, file), "utf8"), file).toMatch(new RegExp(`export .*\\b${name}\\b`));
  }
});

/** Whether a link leads to an existing file and heading. */
function isThere(from: string, link: string): boolean {
  const [file = "", anchor] = link.split("#");
  const path = file === "" ? from : relative(root, join(root, dirname(from), file));
  if (globSync(path, { cwd: root }).length === 0) return false;
  if (anchor === undefined) return true;
  const headings = find(readFileSync(join(root, path), "utf8"), /^#+ (.+)$/gm);
  return headings.some(([heading = ""]) => slugOf(heading) === anchor);
}

/** Heading anchors as on GitHub. */
function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}
