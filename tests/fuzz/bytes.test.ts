import { once } from "node:events";
import { connect } from "node:net";
import fc from "fast-check";
import { expect } from "vitest";
import { expectPage, expectSound } from "./expectations/answers.ts";
import { type Answer, asBytes, asHeader } from "./product/exchange.ts";
import { fuzz, patience } from "./fuzz.ts";
import { test } from "./product/product.ts";
import { listTargets, liveValue } from "./inputs/targets.ts";
import { canary, shortText } from "./inputs/texts.ts";

const limit = 30_000;
const addresses = listTargets().map(
  ({ path, parts }) => `/${parts.map((part) => liveValue(path, part)).join("/")}`,
);

const rawText = fc.oneof(
  shortText.map(asBytes),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
);

const method = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom("GET", "POST", "HEAD", "PUT", "TRACE", "CONNECT", "PRI", "get", ""),
  },
  rawText,
);

const target = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ...addresses,
      "/healthcheck",
      "/healthcheck/ready",
      "/webhooks/notify",
      "/api/trpc/supportUsers.list",
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...[
        "*",
        "",
        "/",
        "//",
        "//1?#@",
        "/#",
        "/?#",
        "\\",
        "?",
        "http://",
        "http://[::1/",
        "http://a:b/",
        "https://u:p@h/x",
      ],
      ...[
        "javascript:alert(1)",
        "/\xA0",
        "/\x7F",
        "/\xFF\xFE",
        "/..;/",
        "/.%2e/",
        "/%",
        "/%ff",
        "localhost:80",
        "/ /",
      ],
    ),
  },
  { weight: 2, arbitrary: rawText },
);

const version = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/1.9", ""),
  },
  rawText,
);

const header = fc.oneof(
  fc.constantFrom(
    ...[
      "Host: localhost:3000",
      "Host: a\r\nHost: b",
      "Host:",
      "Content-Length: 3",
      "Content-Length: 300",
      "Content-Length: 0",
    ],
    ...[
      "Content-Length: -1",
      "Content-Length: 1e9",
      "Content-Length: 3\r\nContent-Length: 4",
      "Transfer-Encoding: chunked",
    ],
    ...[
      "Transfer-Encoding: gzip, chunked",
      "Transfer-Encoding: x",
      "Expect: 100-continue",
      "Expect: x",
      "Connection: upgrade",
    ],
    ...[
      "Upgrade: websocket\r\nConnection: Upgrade",
      "Connection: keep-alive",
      "Content-Type: application/json",
      " folded: x",
    ],
    ...[
      "Content-Type: application/x-www-form-urlencoded",
      ": x",
      "X",
      "X : y",
      `Cookie: session=${canary}`,
      "Trailer: x",
    ],
  ),
  fc.tuple(shortText.map(asHeader), rawText).map((pair) => pair.join(": ")),
);

const body = fc.oneof(
  fc.constantFrom(
    "",
    "abc",
    "0\r\n\r\n",
    "3\r\nabc\r\n0\r\n\r\n",
    "ffffffff\r\n",
    "3;x=y\r\nabc\r\n",
    "\r\n",
  ),
  rawText,
);

const wholes = fc
  .tuple(method, target, version, fc.array(header, { maxLength: 5 }), body)
  .map(([verb, path, kind, headers, rest]) =>
    [`${verb} ${path} ${kind}`, ...headers, "Connection: close", "", rest].join("\r\n"),
  );

const cutOff = fc.tuple(wholes, fc.nat()).map(([text, end]) => text.slice(0, end % (text.length + 1)));

const oneRequest = fc.oneof(
  { weight: 5, arbitrary: wholes },
  { weight: 1, arbitrary: cutOff },
  { weight: 1, arbitrary: rawText },
);

/** A request that waits for the database, so that the bytes after it come while it is being answered. */
const waiting = fc
  .constantFrom("/healthcheck/ready", "/support/users")
  .map((path) => `GET ${path} HTTP/1.1\r\nCookie: session=${canary}\r\n\r\n`);

const bytes = fc.oneof(
  { weight: 5, arbitrary: oneRequest },
  { weight: 1, arbitrary: fc.tuple(waiting, oneRequest).map((parts) => parts.join("")) },
);

/**
 * Ends any open request with bytes that no request can contain, so that few responses wait for a time-out. It is longer than
 * a chunk of 'abc' (2,748) bytes.
 */
const ending = `\r\n\r\n${"\0".repeat(4_000)}\r\n\r\n`;

/** Sends the bytes, and reads until the server closes the connection. */
async function talk(port: number, text: string): Promise<string> {
  const socket = connect({ port, host: "127.0.0.1" });
  socket.setTimeout(limit, () => socket.destroy(new Error(`Nothing was said for ${limit} ms`)));
  const pieces: Buffer[] = [];
  socket.on("data", (piece: Buffer) => pieces.push(piece));
  const over = once(socket, "close");
  // After a request to upgrade, Node responds but reads no further, so the client has to end the connection.
  if (/^upgrade:/im.test(text)) socket.once("data", () => socket.end());
  socket.write(Buffer.from(text + ending, "latin1"));
  await over.catch((error: unknown) => {
    // The server has already responded when it cuts off a body.
    if (!(error instanceof Error && "code" in error && error.code === "ECONNRESET")) throw error;
  });
  return Buffer.concat(pieces).toString("latin1");
}

/** Parses the first response. */
function readAnswer(text: string): Answer {
  const [head = ""] = text.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, "").split("\r\n\r\n");
  const [, status = ""] = /^HTTP\/1\.1 (\d{3}) /.exec(head) ?? [];
  const headers = Object.fromEntries(
    head
      .split("\r\n")
      .slice(1)
      .map((line) => {
        const [name = ""] = line.split(": ");
        return [name.toLowerCase(), line.slice(name.length + 2)];
      }),
  );
  const start = text.indexOf(head) + head.length + 4;
  const length = Number(headers["content-length"] ?? text.length);
  return {
    status: Number(status),
    headers,
    text: Buffer.from(text.slice(start, start + length), "latin1").toString(),
  };
}

const isOurs = (text: string) => /^[A-Z]+ \/(?:api\/trpc|webhooks|healthcheck)/i.test(text);

test("responds properly to requests of any bytes", { timeout: patience }, async ({ product }) => {
  await fuzz("bytes", bytes, (volley) =>
    product.volley(volley, async (template, people, { port }) => {
      const text = people.fill(template);
      const said = await talk(port, text);
      if (said === "" && /^CONNECT\b/m.test(text)) return 0; // Node closes a connection that is for proxies
      const answer = readAnswer(said);
      // The method of an unreadable request is unknown.
      const verb = /^[\r\n]*HEAD /.test(text) && answer.text === "" ? "HEAD" : "GET";
      const target = /^[A-Z]+ \/+api\b/i.test(text) ? "/api" : "";
      const sent = { method: verb, target, headers: [] };
      (isOurs(text) ? expectSound : expectPage)(sent, answer, product.elsewhere);
      expect(answer.status).toBeGreaterThanOrEqual(200);
      return 0;
    }),
  );
});
