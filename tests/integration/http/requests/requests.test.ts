import { expect } from "vitest";
import { readPage, test } from "../../../fixtures/web.ts";

const badRequest = "Sorry, there is a problem with your request";
const notFound = "Page not found";
const forbidden = "You do not have permission to view this page";
const ours = "http://localhost:3000";

test.for([
  ["/nothing-here", 404, notFound],
  ["/support/%E0%A4%A", 400, badRequest],
  ["/support/organisations/%00", 400, badRequest],
  ["//example.com/support", 404, notFound],
  ["/%5C/example.com", 404, notFound],
  ["/%5C", 404, notFound],
  ["/%2Fsupport", 404, notFound],
  ["/support/organisations.data", 404, notFound],
  ["/_root.data", 404, notFound],
  ["/support/organisations%2Edata", 404, notFound],
  ["/__manifest?p=/support&version=1", 404, notFound],
  ["/support/organisations?_data=routes%2Fsupport.organisations._index", 404, notFound],
] as const)("GET %s is %s '%s' in our layout", async ([path, status, heading], { web }) => {
  const response = await web.visit(path);
  const page = await readPage(response);

  expect(page).toMatchObject({ status, heading });
  expect(page.text).toContain("govuk-template__header");
  expect(response.headers.get("Cache-Control")).toBe("no-store");
  expect(response.headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
});

test.for(["PUT", "DELETE", "PATCH"])("no page accepts %s: 405", async (method, { web }) => {
  const response = await web.visit("/sign-in", { method });

  expect(response.headers.get("Allow")).toBe("GET, HEAD, POST, OPTIONS");
  expect(await readPage(response)).toMatchObject({ status: 405, heading: notFound });
});

test.for(["/sign-in", "/auth/dfe"])("a post to %s, which has no form, is 405", async (path, { web }) => {
  const response = await web.visit(path, { form: {} });

  expect(response.headers.get("Allow")).toBe("GET, HEAD, OPTIONS");
  expect(await readPage(response)).toMatchObject({ status: 405, heading: notFound });
});

test("OPTIONS lists the allowed methods, and HEAD is GET without the body", async ({ web }) => {
  const options = await web.visit("/sign-in", { method: "OPTIONS" });
  expect([options.status, options.headers.get("Allow")]).toEqual([204, "GET, HEAD, POST, OPTIONS"]);

  const head = await web.visit("/sign-in", { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

test.for([
  ["our own Origin", { Origin: ours }, 302],
  ["another Origin", { Origin: "https://example.com" }, 403],
  ["our host on another scheme", { Origin: "https://localhost:3000" }, 403],
  ["our host on another port", { Origin: "http://localhost:8443" }, 403],
  ["a host that ends like ours", { Origin: "http://evil-localhost:3000" }, 403],
  ["an opaque Origin", { Origin: "null" }, 403],
  [
    "another Origin, whatever the host claims to be",
    { Origin: "https://example.com", "X-Forwarded-Host": "example.com", Host: "example.com" },
    403,
  ],
  ["our Origin, whatever else", { Origin: ours, "Sec-Fetch-Site": "cross-site" }, 302],
  ["no Origin, same-origin", { "Sec-Fetch-Site": "same-origin" }, 302],
  ["no Origin, same-site", { "Sec-Fetch-Site": "same-site" }, 403],
  ["no Origin, cross-site", { "Sec-Fetch-Site": "cross-site", Referer: ours }, 403],
  ["our Referer alone", { Referer: `${ours}/support` }, 302],
  ["another Referer alone", { Referer: `https://example.com/${ours}` }, 403],
  ["an unreadable Referer alone", { Referer: "localhost" }, 403],
  ["none of them: no browser", {}, 302],
] as const)("a post with %s", async ([, headers, status], { web }) => {
  const response = await web.visit("/sign-out", { form: {}, headers });

  expect(response.status).toBe(status);
  if (status === 403) expect(await readPage(response)).toMatchObject({ heading: forbidden });
});

test.for(["DELETE", "PUT", "PATCH"])("%s from another Origin is 403", async (method, { web }) => {
  const response = await web.visit("/sign-out", { method, headers: { Origin: "https://example.com" } });

  expect(response.status).toBe(403);
});

const uploading = "/support/bulk-changes/new/1";

test.for([
  ["/sign-out", 1_000_000],
  [uploading, 11_000_000],
] as const)(
  "a body that is too long for %s is 413, with or without Content-Length",
  async ([path, length], { web }) => {
    const text = `firstName=${"a".repeat(length)}`;
    const type = { "Content-Type": "application/x-www-form-urlencoded" };
    const stream = new Blob([text]).stream();

    for (const body of [text, stream]) {
      const init = { method: "POST", body, headers: type, duplex: "half" } as const;
      expect(await readPage(await web.visit(path, init))).toMatchObject({
        status: 413,
        heading: "Sorry, you sent too much information",
      });
    }
  },
);

test.for([
  ["JSON", "application/json", '{"firstName":"Megan"}'],
  ["broken JSON", "application/json", "{"],
  ["text", "text/plain", "firstName=Megan"],
  ["a form in broken percent-encoding", "application/x-www-form-urlencoded", "firstName=%E0%A4%A"],
  ["a form in pieces without its boundary", "multipart/form-data; boundary=x", "firstName=Megan"],
])("a post of %s is 400", async ([, type = "", body], { web }) => {
  const response = await web.visit("/sign-out", { method: "POST", body, headers: { "Content-Type": type } });

  expect(await readPage(response)).toMatchObject({ status: 400, heading: badRequest });
});

test.for(["/sign-out", uploading])("a compressed form at %s is 415", async (path, { web }) => {
  const headers = { "Content-Type": "application/x-www-form-urlencoded", "Content-Encoding": "gzip" };
  const response = await web.visit(path, { method: "POST", body: "a=b", headers });

  expect(await readPage(response)).toMatchObject({ status: 415, heading: badRequest });
});
