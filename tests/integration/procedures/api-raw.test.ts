import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect } from "vitest";
import { callRaw, posted, test } from "../../fixtures/api.ts";
import { createOrganisation, unknownId } from "../../records/organisations.ts";
import { createOrganisationUser, megan } from "../../records/people.ts";
import { readTraces } from "../../readings/traces.ts";

const nothing = { activity: [{ action: "added", kind: "api_token" }], emails: [], jobs: [] };

describe("invalid requests", () => {
  test.for([
    ["GET", "organisationUsers.add", undefined, 405],
    ["PUT", "organisationUsers.add", "{}", 405],
    ["DELETE", "supportUsers.list", undefined, 405],
    ["PATCH", "supportUsers.remove", "{}", 405],
    ["POST", "supportUsers.sudo", "{}", 404],
    ["POST", "", "{}", 404],
    ["POST", "__proto__", "{}", 404],
    ["POST", "constructor.name", "{}", 404],
    ["POST", "%E0%A4%A", "{}", 400],
    ["POST", "organisationUsers.add", "{", 400],
    ["POST", "organisationUsers.add", "not json", 400],
    ["POST", "organisationUsers.add", "", 400],
    ["GET", "supportUsers.list?input=%7B", undefined, 400],
    ["GET", "supportUsers.list?input=%E0%A4%A", undefined, 400],
  ] as const)("%s %s %j is answered %i", async ([method, path, body, status], { url, token, db }) => {
    const { headers } = posted(token, "");

    const { answer, text, ...response } = await callRaw(url, path, { method, body, headers });

    expect(response.status, text).toBe(status);
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(Object.keys(answer)).toEqual(["error"]);
    expect(await readTraces(db)).toMatchObject(nothing);
  });

  test.for(["PUT", "DELETE", "PATCH", "OPTIONS"])(
    "%s without a body or its type is answered 405, or 401 without a token",
    async (method, { url, token }) => {
      const headers = { authorization: `Bearer ${token}` };

      const known = await callRaw(url, "supportUsers.list", { method, headers });
      const unknown = await callRaw(url, "supportUsers.list", { method });

      expect([known.status, known.answer.error?.data.code]).toEqual([405, "METHOD_NOT_SUPPORTED"]);
      expect(known.headers.get("allow")).toBe("GET, POST"); // RFC 9110 requires it for a 405
      expect(unknown.status).toBe(401);
    },
  );

  test.for([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/xml",
  ])("a body of type %s is answered 415", async (type, { url, token }) => {
    const call = posted(token, JSON.stringify(megan), { "content-type": type });

    const { status, answer } = await callRaw(url, "organisationUsers.add", call);

    expect([status, answer.error?.data.code]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
  });

  test("a body without a type is answered 415", async ({ url, token }) => {
    const body = new Uint8Array(Buffer.from(JSON.stringify(megan)));
    const headers = { authorization: `Bearer ${token}` };

    const { status } = await callRaw(url, "organisationUsers.add", { method: "POST", headers, body });

    expect(status).toBe(415);
  });

  test("a huge body is 413, with or without Content-Length", async ({ url, token, db }) => {
    const huge = JSON.stringify({ ...megan, firstName: "x".repeat(5_000_000) });
    const announced = await callRaw(url, "organisationUsers.add", posted(token, huge));
    const body = new Blob([huge]).stream();
    const streamed = { ...posted(token, ""), body, duplex: "half" as const };
    const unannounced = await callRaw(url, "organisationUsers.add", streamed);

    expect([announced.status, unannounced.status]).toEqual([413, 413]);
    expect(await readTraces(db)).toMatchObject(nothing);
  });
});

describe("invalid inputs", () => {
  test.for([
    ["an array for the object", []],
    ["a text for the object", "organisationId"],
    ["a number for the object", 7],
    ["null for the object", null],
    ["nothing", undefined],
  ] as const)("%s", async ([, input], { url, token }) => {
    for (const path of ["organisationUsers.add", "organisationUsers.remove", "organisations.get"]) {
      const { status, answer } = await callRaw(
        url,
        path,
        posted(token, input === undefined ? "" : JSON.stringify(input)),
      );

      expect(status, path).toBe(400);
      expect(answer.error?.data.code).toBe("BAD_REQUEST");
      expect(Object.keys(answer.error?.data.fieldErrors ?? {})).toEqual(["input"]);
    }
  });

  test.for([1, "1", null, {}, ["x"], `${unknownId}\u0000`, "' or 1=1 --"])(
    "%j for an id",
    async (organisationId, { url, token }) => {
      const { status, answer } = await callRaw(url, "organisations.get", posted(token, { organisationId }));

      expect(status).toBe(400);
      expect(answer.error?.data.fieldErrors).toEqual({ organisationId: "Enter an organisation id" });
    },
  );

  test("an unknown key is named", async ({ url, token, db }) => {
    const { id: organisationId } = await createOrganisation(db);
    const input = { organisationId, ...megan, isAdmin: true };

    const { status, answer } = await callRaw(url, "organisationUsers.add", posted(token, input));

    expect(status).toBe(400);
    expect(answer.error?.data.fieldErrors).toEqual({ isAdmin: "Unknown field" });
    expect(await readTraces(db)).toMatchObject(nothing);
  });
});

test("a call may have any Host header", async ({ url, token }) => {
  const { hostname, port } = new URL(url);
  const headers = { authorization: `Bearer ${token}`, host: "" };

  const asked = get({ hostname, port, path: "/api/trpc/supportUsers.list", headers });
  const [answer] = (await once(asked, "response")) as [IncomingMessage];

  expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, "application/json"]);
  expect(await text(answer)).toMatch(/^\{"result":/);
});

test("a response is complete, even if the client accepts a stream", async ({ url, token }) => {
  const call = posted(token, {}, { "trpc-accept": "application/jsonl" });

  const { status, headers, answer } = await callRaw(url, "supportUsers.list", call);

  expect([status, headers.get("content-type")]).toEqual([200, "application/json"]);
  expect(answer.result?.data).toMatchObject({ total: 0 });
});

test.for(["constructor", "toString", "__proto__"])(
  "the unknown key %s is named too",
  async (key, { url, token }) => {
    const body = `{"organisationId":"${unknownId}","${key}":1}`;

    const { status, answer } = await callRaw(url, "organisationUsers.list", posted(token, body));

    expect([status, answer.error?.data.code]).toEqual([400, "BAD_REQUEST"]);
    expect(Object.entries(answer.error?.data.fieldErrors ?? {})).toEqual([[key, "Unknown field"]]);
  },
);

test("no response may be cached, not even one without a body", async ({ url, token }) => {
  const { headers } = await callRaw(url, "supportUsers.list", {
    method: "HEAD",
    headers: { authorization: `Bearer ${token}` },
  });

  expect(headers.get("cache-control")).toBe("no-store");
});

describe("batches", () => {
  const batch = (count: number) => ({
    path: `${Array.from({ length: count }, () => "supportUsers.list").join(",")}?batch=1`,
    inputs: Object.fromEntries(Array.from({ length: count }, (_, index) => [index, {}])),
  });

  test("may have ten calls, but not eleven", async ({ url, token }) => {
    const [ten, eleven] = [batch(10), batch(11)];

    const answered = await callRaw(url, ten.path, posted(token, ten.inputs));
    const refused = await callRaw(url, eleven.path, posted(token, eleven.inputs));

    expect(answered.status).toBe(200);
    expect(JSON.parse(answered.text)).toHaveLength(10);
    expect([refused.status, refused.answer.error?.data.code]).toEqual([400, "BAD_REQUEST"]);
  });
});

test.for(["organisations.list", "organisationUsers.search", "supportUsers.list", "activity.list"])(
  "%s needs no input",
  async (path, { url, token }) => {
    const headers = { authorization: `Bearer ${token}` };

    const got = await callRaw(url, path, { headers });
    const sent = await callRaw(url, path, posted(token, ""));

    expect([got.status, sent.status]).toEqual([200, 200]);
    expect(got.answer.result?.data).toMatchObject({ page: 1, pageCount: 1 });
  },
);

test("a token may make 600 calls a minute, counting each call of a batch", async ({ url, token, db }) => {
  const call = () => callRaw(url, "supportUsers.list", posted(token, {}));
  expect((await call()).status).toBe(200);
  await db.updateTable("rate_limits").set({ count: 599 }).execute();

  const pair = posted(token, { 0: {}, 1: {} });
  const both = await callRaw(url, "supportUsers.list,supportUsers.list?batch=1", pair);
  const { status, answer } = await call();

  expect(both.status).toBe(429);
  expect([status, answer.error?.data.code]).toEqual([429, "TOO_MANY_REQUESTS"]);
});

test("an unexpected error shows no details", async ({ url, token, resources, db }) => {
  const ashgrove = await createOrganisation(db);
  const { id: userId } = await createOrganisationUser(db, megan, { organisations: [ashgrove] });
  await resources.db.schema.alterTable("emails").renameTo("emails_elsewhere").execute();
  try {
    const call = posted(token, { organisationId: ashgrove.id, userId });

    const { status, text, answer } = await callRaw(url, "organisationUsers.get", call);

    expect([status, answer.error?.message]).toEqual([500, "Something went wrong"]);
    expect(Object.keys(answer.error?.data ?? {}).toSorted()).toEqual(["code", "httpStatus", "path"]);
    expect(text).not.toMatch(/relation|emails|select|Megan|\.ts/i);
  } finally {
    await resources.db.schema.alterTable("emails_elsewhere").renameTo("emails").execute();
  }
});
