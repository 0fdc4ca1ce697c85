import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import express, { type ErrorRequestHandler } from "express";
import { expect, test as base } from "vitest";
import { closeServer } from "../../../tests/setup/close-server.ts";
import { checkAddress } from "../middleware/check-request.ts";
import { readForm } from "../middleware/read-form.ts";
import type { Upload } from "./parse-form.ts";
import { readUpload, uploadOf } from "./read-upload.ts";

const largest = 2 * 1024 * 1024;
const empty = { fields: {}, file: null, isBroken: false };
const broken = { ...empty, isBroken: true };

type Sent = { path?: string; headers?: Record<string, string>; body?: BodyInit };

/** vitest's `test` with a server whose page `/bring/…` takes files. `post` returns the status and what the page gets. */
const test = base.extend("post", async ({}, { onCleanup }) => {
  const got: (Upload | undefined)[] = [];
  const app = express();
  const mayUpload = (request: { headers: object }) => Promise.resolve(!("x-stranger" in request.headers));
  app.use(
    checkAddress("http://localhost:3000"),
    readUpload({ pattern: "/bring/:id", largest, mayUpload }),
    readForm,
  );
  app.use((request, response) => {
    got.push(uploadOf(request));
    response.end();
  });
  const sendStatus: ErrorRequestHandler = ({ status }: { status: number }, _request, response, next) => {
    if (response.headersSent) next();
    else response.sendStatus(status);
  };
  app.use(sendStatus);
  const server = createServer(app).listen(0, "127.0.0.1");
  onCleanup(() => closeServer(server));
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async ({ path = "/bring/1", ...init }: Sent) => {
    const { status } = await fetch(url + path, { method: "POST", duplex: "half", ...init });
    return { status, upload: got.shift() };
  };
});

function formOf(fields: Record<string, string | File>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

const fileOf = (content: string | Uint8Array<ArrayBuffer>, name = "users.csv") => new File([content], name);

test("reads texts and a file, also in pieces of one byte", async ({ post }) => {
  const form = formOf({ pasted: "Siân\r\n", file: fileOf("a,b\r\n--x", "Résumé “1”.csv"), constructor: "c" });
  const whole = new Response(form);
  const bytes = await whole.clone().bytes();
  const pieces = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  const headers = { "Content-Type": whole.headers.get("Content-Type") ?? "" };

  for (const sent of [{ body: form }, { body: pieces, headers }])
    expect(await post(sent)).toEqual({
      status: 200,
      upload: {
        fields: { pasted: "Siân\r\n", constructor: "c" },
        file: { name: "Résumé “1”.csv", bytes: Buffer.from("a,b\r\n--x") },
        isBroken: false,
      },
    });
});

test("knows an empty file from one that was not chosen", async ({ post }) => {
  expect((await post({ body: formOf({ file: fileOf("") }) })).upload?.file).toEqual({
    name: "users.csv",
    bytes: Buffer.alloc(0),
  });
  expect((await post({ body: formOf({ file: fileOf("", "") }) })).upload?.file).toBeNull();
});

test.for<[size: number, kept: number]>([
  [largest, largest],
  [largest + 1, largest + 1],
  [9_000_000, largest + 1],
])(
  "keeps of a text or a file of %i bytes the first %i, and reads the rest of the form",
  async ([size, kept], { post }) => {
    const [file, text] = await Promise.all([
      post({ body: formOf({ file: fileOf(new Uint8Array(size)), after: "x" }) }),
      post({ body: formOf({ pasted: "x".repeat(size), after: "x" }) }),
    ]);

    expect(file.upload).toMatchObject({ fields: { after: "x" }, isBroken: false });
    expect(file.upload?.file?.bytes.length).toBe(kept);
    expect(text.upload).toMatchObject({ fields: { after: "x" }, isBroken: false });
    expect(text.upload?.fields["pasted"]?.length).toBe(kept);
  },
);

test("refuses a body of more than 10 MiB, with or without Content-Length", async ({ post }) => {
  const form = new Response(formOf({ file: fileOf(new Uint8Array(10 * 1024 * 1024)) }));
  const headers = { "Content-Type": form.headers.get("Content-Type") ?? "" };
  const bytes = await form.bytes();

  expect((await post({ body: bytes, headers })).status).toBe(413);
  expect((await post({ body: new Blob([bytes]).stream(), headers })).status).toBe(413);
});

const boundary = "multipart/form-data; boundary=x";
const part = (name: string, headers = "") =>
  `--x\r\nContent-Disposition: form-data; name="${name}"${headers}\r\n\r\n1\r\n`;

test.for([
  ["no boundary", "multipart/form-data", `${part("a")}--x--`],
  ["a boundary that is too long", `multipart/form-data; boundary=${"x".repeat(300)}`, `${part("a")}--x--`],
  ["another boundary", "multipart/form-data; boundary=y", `${part("a")}--x--`],
  ["no end", boundary, part("a")],
  ["an end within a file", boundary, part("a", '; filename="b"').slice(0, -3)],
  ["an end within the headers", boundary, part("a").slice(0, 20)],
  ["too many texts", boundary, `${part("a").repeat(21)}--x--`],
  ["too many parts without a name", boundary, `${"--x\r\nA: b\r\n\r\n\r\n".repeat(21)}--x--`],
  ["two files", boundary, `${part("a", '; filename="b"').repeat(2)}--x--`],
])("says that a form is broken that has %s", async ([, type = "", body = ""], { post }) => {
  expect(await post({ body, headers: { "Content-Type": type } })).toEqual({ status: 200, upload: broken });
});

test("reads the beginning of a part's headers only", async ({ post }) => {
  const long = "y".repeat(100_000);
  const body = `${part("a", `; x=${long}; filename="b"`)}${part(long)}${part("c")}--x--`;

  const { upload } = await post({ body, headers: { "Content-Type": boundary } });

  expect(upload).toMatchObject({ file: null, isBroken: false, fields: { a: "1", c: "1" } });
  expect(Object.keys(upload?.fields ?? {}).join("").length).toBeLessThan(5_000);
});

test("reads a form without files, and an empty one", async ({ post }) => {
  const fields = { pasted: "Siân & \0", after: "x" };
  const type = { "Content-Type": boundary };

  expect((await post({ body: new URLSearchParams(fields) })).upload).toEqual({ ...empty, fields });
  expect((await post({ headers: type })).upload).toEqual(empty);
});

test("keeps nothing of those who may not upload", async ({ post }) => {
  const sent = { body: formOf({ pasted: "x".repeat(200_000) }), headers: { "X-Stranger": "yes" } };

  expect(await post(sent)).toEqual({ status: 200, upload: empty });
});

test("refuses a compressed body, and one that is no form", async ({ post }) => {
  const body = gzipSync("pasted=a");
  const type = "application/x-www-form-urlencoded";

  expect((await post({ body, headers: { "Content-Type": type, "Content-Encoding": "gzip" } })).status).toBe(
    415,
  );
  expect((await post({ body: "{}", headers: { "Content-Type": "application/json" } })).status).toBe(400);
});

test("leaves other pages their own limit", async ({ post }) => {
  const sent = { path: "/others/1", body: formOf({ pasted: "x".repeat(200_000) }) };

  expect((await post(sent)).status).toBe(413);
  expect(await post({ path: "/others/1", body: formOf({ a: "b" }) })).toEqual({
    status: 200,
    upload: undefined,
  });
});
