import type { AppLoadContext } from "@remix-run/node";
import { expect, test as base } from "vitest";
import { createReader, type Page, type PageBuild, type RenderedFrom } from "./reader.ts";

type Render = (status: number) => Page;

const showStatus: Render = (status) => ({ status, headers: new Headers(), html: "" });

/** Provides `read`, which requests the only page of a build, and the errors that the page logged. */
const test = base.extend("page", () => {
  const logged: unknown[] = [];
  const context = {
    server: { logFailure: (error: unknown) => logged.push(error) },
  } as unknown as AppLoadContext;
  const read = (loader: () => unknown, render = showStatus, signal = new AbortController().signal) => {
    const module = { default: () => null, loader };
    const build = {
      routes: { root: { id: "root", path: "", module: {} }, list: { id: "list", path: "list", module } },
      entry: {
        module: {
          renderPage: (_request: Request, { staticHandlerContext }: RenderedFrom) =>
            render(staticHandlerContext.statusCode),
        },
      },
    } as unknown as PageBuild;
    return createReader(build, "list")(new Request("http://localhost/list", { signal }), context);
  };
  return { read, logged };
});

const broken = new Error("broken");

test("renders a page, or returns the response of its loader", async ({ page: { read, logged } }) => {
  expect((await read(() => "data")).status).toBe(200);
  expect((await read(() => Response.redirect("http://localhost/", 302))).status).toBe(302);
  expect(logged).toEqual([]);
});

test("a response that a loader throws is a page, and not logged", async ({ page: { read, logged } }) => {
  const { status } = await read(() => {
    throw new Response(null, { status: 404 });
  });

  expect([status, logged]).toEqual([404, []]);
});

test("an error that a loader throws is a page, and logged", async ({ page: { read, logged } }) => {
  const { status } = await read(() => Promise.reject(broken));

  expect([status, logged]).toEqual([500, [broken]]);
});

test("throws what rendering throws", async ({ page: { read } }) => {
  const reading = read(
    () => null,
    () => {
      throw broken;
    },
  );

  await expect(reading).rejects.toBe(broken);
});

test("throws the signal's reason when the client disconnects", async ({ page: { read, logged } }) => {
  const connection = new AbortController();
  const untilDisconnected = () => {
    connection.abort();
    return new Promise(() => undefined);
  };

  await expect(read(untilDisconnected, showStatus, connection.signal)).rejects.toBe(connection.signal.reason);
  expect(logged).toEqual([]);
});
