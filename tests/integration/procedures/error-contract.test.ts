import { connect } from "node:net";
import { text } from "node:stream/consumers";
import express from "express";
import { describe, expect } from "vitest";
import { openDatabase } from "../../../db/database.ts";
import { createApp } from "../../../server/http/app.ts";
import { listen } from "../../../server/http/connections/listen.ts";
import { type ErrorCode, errorCodes } from "../../../server/procedures/errors/codes.ts";
import { posted, test as withApi } from "../../fixtures/api.ts";
import { recordStatements } from "../../readings/statements.ts";
import { whileSearchesWait } from "../../readings/searches.ts";
import { createOrganisation, unknownId } from "../../records/organisations.ts";
import { createSupportUser, tom } from "../../records/people.ts";
import type { Database } from "../../../db/database.ts";

type Given = { url: string; token: string; db: Database; port: number; unavailableUrl: string };
type Answered = { status: number; headers: Headers; body: string };

const patience = { headers: 300, request: 600, stop: 500 };
const build = () => Promise.reject(new Error("This server has no pages"));

/** vitest's `test` with two more servers: one that waits briefly, at `port`, and one without a database. */
const test = withApi
  .extend("port", { scope: "file" }, async ({ resources }, { onCleanup }) => {
    const { port, close } = await listen(
      createApp(resources, { build, assets: express.Router() }),
      0,
      patience,
    );
    onCleanup(close);
    return port;
  })
  .extend("unavailableUrl", { scope: "file" }, async ({ resources }, { onCleanup }) => {
    const db = openDatabase("postgres://console@127.0.0.1:1/console", () => undefined);
    const app = createApp({ ...resources, db }, { build, assets: express.Router() });
    const { port, close } = await listen(app, 0, patience);
    onCleanup(async () => {
      await close();
      await db.destroy();
    });
    return `http://127.0.0.1:${port}`;
  });

async function request(url: string, path: string, init: RequestInit = {}): Promise<Answered> {
  const response = await fetch(url + path, init);
  return { status: response.status, headers: response.headers, body: await response.text() };
}

const call = ({ url, token }: Given, name: string, input: unknown) =>
  request(url, `/api/trpc/${name}`, posted(token, input));

/** Sends bytes, and reads until the console closes the connection. */
async function send({ port }: Pick<Given, "port">, bytes: string): Promise<Answered> {
  const socket = connect(port, "127.0.0.1");
  socket.write(bytes);
  const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  const headers = lines.map((line) => line.split(": ", 2) as [string, string]);
  return { status: Number(first.split(" ")[1]), headers: new Headers(headers), body };
}

const post = "POST /api/trpc/supportUsers.list HTTP/1.1\r\nHost: console\r\nContent-Length: 9\r\n";

/** How to get each error: its code is missing here for a new one. */
const ways: Record<ErrorCode, (given: Given) => Promise<Answered>> = {
  BAD_REQUEST: (given) => call(given, "supportUsers.list", "{"),
  UNAUTHORIZED: ({ url }) => request(url, "/api/trpc/supportUsers.list"),
  FORBIDDEN: async (given) => {
    const { id: userId } = await createSupportUser(given.db, tom);
    const signedIn = { dfe_sign_in_id: "sub-1", last_signed_in_at: new Date() };
    await given.db.updateTable("support_users").set(signedIn).where("id", "=", userId).execute();
    return call(given, "supportUsers.resendInvitation", { userId });
  },
  NOT_FOUND: (given) => call(given, "organisations.get", { organisationId: unknownId }),
  METHOD_NOT_SUPPORTED: ({ url, token }) =>
    request(url, "/api/trpc/supportUsers.list", { ...posted(token, {}), method: "PUT" }),
  TIMEOUT: (given) =>
    send(given, `${post}Authorization: Bearer ${given.token}\r\nContent-Type: application/json\r\n\r\na`),
  CONFLICT: async (given) => {
    await createSupportUser(given.db, tom);
    return call(given, "supportUsers.add", tom);
  },
  PAYLOAD_TOO_LARGE: (given) => call(given, "supportUsers.add", { firstName: "x".repeat(70_000) }),
  UNSUPPORTED_MEDIA_TYPE: ({ url, token }) =>
    request(url, "/api/trpc/supportUsers.list", posted(token, "", { "content-type": "text/plain" })),
  EXPECTATION_FAILED: (given) => send(given, `${post}Expect: x\r\nConnection: close\r\n\r\n`),
  UNPROCESSABLE_CONTENT: async (given) => {
    await createOrganisation(given.db);
    return whileSearchesWait(given.db, () => call(given, "organisations.list", { query: "ash" }));
  },
  TOO_MANY_REQUESTS: async (given) => {
    await call(given, "supportUsers.list", {});
    await given.db.updateTable("rate_limits").set({ count: 600 }).execute();
    return call(given, "supportUsers.list", {});
  },
  HEADERS_TOO_LARGE: (given) => send(given, `${post}X-Long: ${"x".repeat(20_000)}\r\n\r\n`),
  INTERNAL_SERVER_ERROR: async (given) => {
    await given.db.schema.alterTable("support_users").renameTo("support_users_elsewhere").execute();
    try {
      return await call(given, "supportUsers.list", {});
    } finally {
      await given.db.schema.alterTable("support_users_elsewhere").renameTo("support_users").execute();
    }
  },
  SERVICE_UNAVAILABLE: ({ unavailableUrl, token }) =>
    request(unavailableUrl, "/api/trpc/supportUsers.list", posted(token, {})),
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Expects the shape that all errors of the API have, and returns its `data`. */
function expectError({ status, headers, body }: Answered, code: ErrorCode): Record<string, unknown> {
  const { error, ...others } = JSON.parse(body) as {
    error: { data: Record<string, unknown>; message: string };
  };
  expect(status).toBe(errorCodes[code].status);
  expect(others).toEqual({});
  expect(Object.keys(error).toSorted()).toEqual(["code", "data", "message"]);
  expect(error.data).toMatchObject({ code, httpStatus: status });
  expect(error.message, "a sentence, not a code").toMatch(/^[A-Z][a-z]+ .*[a-z]/);
  expect(headers.get("Content-Type")).toMatch(/^application\/json/);
  expect(headers.get("Cache-Control")).toBe("no-store");
  expect(headers.get("X-Request-Id")).toMatch(uuid);
  return error.data;
}

const codes = Object.keys(ways) as ErrorCode[];

test.for(codes)("%s has the shape of every error", async (code, { url, token, db, port, unavailableUrl }) => {
  const answered = await ways[code]({ url, token, db, port, unavailableUrl });

  const { retryAfterSeconds } = expectError(answered, code);
  expect(answered.headers.get("Retry-After")).toBe(
    code === "TOO_MANY_REQUESTS" ? String(retryAfterSeconds) : null,
  );
});

describe("outside the procedures, errors have the same shape:", () => {
  test.for([
    ["GET", "/api", "NOT_FOUND"],
    ["POST", "/api/nothing", "NOT_FOUND"],
    ["GET", "/API/trpcs", "NOT_FOUND"],
    ["POST", "/api/trpc/nothing.here", "NOT_FOUND"],
    ["POST", "/api/openapi.json", "METHOD_NOT_SUPPORTED"],
    ["POST", "/api/trpc/%E0%A4%A", "BAD_REQUEST"],
  ] as const)("%s %s is %s", async ([method, path, code], { url, token }) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };

    expectError(await request(url, path, { method, headers }), code);
  });

  test("a path with a fragment is BAD_REQUEST", async ({ port }) => {
    const fragment = "GET /api/trpc/a#b HTTP/1.1\r\nConnection: close\r\n\r\n";

    expectError(await send({ port }, fragment), "BAD_REQUEST");
  });
});

describe("headers", () => {
  test("say what the token's limit has left, counting each call of a batch", async ({ url, token }) => {
    const both = await request(
      url,
      "/api/trpc/supportUsers.list,supportUsers.list?batch=1",
      posted(token, { 0: {}, 1: {} }),
    );
    const encoded = await request(
      url,
      "/api/trpc/supportUsers.list%2CsupportUsers.list?batch=1",
      posted(token, {}),
    );
    const refused = await request(
      url,
      "/api/trpc/supportUsers.list",
      posted(token, "", { "content-type": "text/plain" }),
    );

    expect(both.headers.get("RateLimit-Policy")).toBe('"calls";q=600;w=60');
    expect(both.headers.get("RateLimit")).toMatch(/^"calls";r=598;t=\d+$/);
    expect(encoded.headers.get("RateLimit")).toMatch(/^"calls";r=596;t=\d+$/);
    expect(refused.headers.get("RateLimit")).toMatch(/^"calls";r=595;t=\d+$/);
  });

  test("say only the policy where there is no valid token", async ({ url }) => {
    const { headers } = await request(url, "/api/trpc/supportUsers.list", posted("unknown", {}));

    expect(headers.get("RateLimit-Policy")).toBe('"calls";q=600;w=60');
    expect(headers.get("RateLimit")).toBeNull();
  });

  test("need no query beyond those for the token, the count and the answer", async ({ url, token }) => {
    const call = () => request(url, "/api/trpc/organisations.list", posted(token, {}));

    await call(); // notes, once a minute, that the token is used
    const statements = await recordStatements(call);

    expect(statements).toEqual([
      "select api_tokens",
      "insert into rate_limits",
      "select organisations, row_counts",
    ]);
  });

  test("have an id of the console's own, whatever the client sends", async ({ url, token }) => {
    const { headers } = await request(
      url,
      "/api/trpc/supportUsers.list",
      posted(token, {}, { "x-request-id": "mine" }),
    );

    expect(headers.get("X-Request-Id")).toMatch(uuid);
  });
});

test("a procedure that answers nothing answers null", async ({ url, token, db }) => {
  const { id: userId } = await createSupportUser(db, tom);
  await createSupportUser(db, { ...tom, email: "zora.lind@education.gov.uk" });

  const { body } = await request(url, "/api/trpc/supportUsers.remove", posted(token, { userId }));

  expect(JSON.parse(body)).toEqual({ result: { data: null } });
});
