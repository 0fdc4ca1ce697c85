import type { UIMatch } from "@remix-run/react";
import { expect, test } from "vitest";
import { documentTitle, pageOf, titleParts } from "./title.ts";

test.each([
  [["Organisations"], "Organisations - Manage school placements - GOV.UK"],
  [["User details", "Ashgrove"], "User details - Ashgrove - Manage school placements - GOV.UK"],
  [["Personal details", undefined], "Personal details - Manage school placements - GOV.UK"],
  [["Ashgrove", "Ashgrove"], "Ashgrove - Manage school placements - GOV.UK"],
  [[], "Manage school placements - GOV.UK"],
])("%j", (parts, title) => {
  expect(documentTitle(parts, "Manage school placements")).toBe(title);
  expect(documentTitle(parts, "Manage school placements", true)).toBe(`Error: ${title}`);
});

test("numbers the page of a list that has several", () => {
  expect(pageOf({ page: 2, pageCount: 3 })).toBe(" (page 2 of 3)");
  expect(pageOf({ page: 1, pageCount: 1 })).toBe("");
});

test("the innermost route gives the title, from its own data", () => {
  const match = (handle: unknown, data: unknown): UIMatch => ({
    id: "",
    pathname: "",
    params: {},
    handle,
    data,
  });
  const outer = match({ title: () => ["outer"] }, undefined);
  const inner = match({ title: ({ name }: { name: string }) => [name] }, { name: "Ashgrove" });

  expect(titleParts([outer, inner])).toEqual(["Ashgrove"]);
  expect(titleParts([outer, match(undefined, undefined)])).toEqual([]);
  expect(titleParts([])).toEqual([]);
});
