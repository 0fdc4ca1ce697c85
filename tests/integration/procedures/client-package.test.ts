import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { readManifest } from "../../../client/package/package.ts";
import { fileOf, releases } from "../../../client/package/releases.ts";
import { test } from "../../fixtures/api.ts";

const current = `/api/${fileOf(readManifest().version)}`;

test("serves every released client to everybody, for ever", async ({ url }) => {
  for (const file of readdirSync(releases)) {
    const response = await fetch(`${url}/api/${file}`, { headers: { "accept-encoding": "gzip" } });

    expect(Buffer.from(await response.arrayBuffer())).toEqual(readFileSync(join(releases, file)));
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(response.headers.get("content-type")).toBe("application/gzip");
    expect(response.headers.get("content-encoding")).toBeNull();
  }
});

test("sends a package whole, whatever version or range of it is asked for", async ({ url }) => {
  const headers = { "if-match": '"x"', "if-unmodified-since": new Date(0).toUTCString(), range: "bytes=9-" };
  const { status } = await fetch(url + current, { headers });

  expect(status).toBe(200);
});

test("leads from the address without a version to the current client", async ({ url }) => {
  const response = await fetch(`${url}/api/client.tgz`, { redirect: "manual" });

  expect([response.status, response.headers.get("location")]).toEqual([302, current]);
  expect(response.headers.get("cache-control")).toBe("no-cache");
});

test("has no client of a version that was not released", async ({ url }) => {
  const { ok, headers } = await fetch(`${url}/api/client-99.0.0.tgz`);

  expect([ok, headers.get("cache-control")]).toEqual([false, "no-store"]);
});
