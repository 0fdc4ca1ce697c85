import { data } from "@remix-run/node";
import { expect, test as base } from "vitest";
import type { RequestContext } from "../pages/request-context.ts";
import type { PageBuild, RenderedFrom } from "./page-build.ts";
import { createProblemReader, createReader } from "./reader.ts";

type Render = (source: RenderedFrom) => string;

const showData: Render = ({ staticHandlerContext }) => JSON.stringify(staticHandlerContext.loaderData);

/** A build with one page, whose loader and rendering a test states. */
function createBuild(loader: () => unknown, render: Render): PageBuild {
  const module = { default: () => null, loader };
  const build = {
    routes: { root: { id: "root", path: "", module: {} }, list: { id: "list", path: "list", module } },
    assets: { routes: {} },
    entry: {
      module: {
        renderPage: (source: RenderedFrom) => ({
          status: source.staticHandlerContext.statusCode,
          headers: {},
          html: render(source),
        }),
      },
    },
  };
  return build as unknown as PageBuild;
}

/** Provides `read`, which requests the only page of a build, and the errors that the page logged. */
const test = base.extend("page", () => {
  const logged: unknown[] = [];
  const server = { logFailure: (error: unknown) => logged.push(error) } as unknown as RequestContext;
  const visit = { url: new URL("http://localhost/list"), method: "GET", params: {}, server };
  const read = (loader: () => unknown, render = showData, isAbandoned = () => false) =>
    createReader(createBuild(loader, render), "list")({ ...visit, isAbandoned });
  return { read, logged, server };
});

const broken = new Error("broken");

function throwing(thrown: unknown) {
  return (): never => {
    throw thrown;
  };
}

test("renders the data of the loader, with its status", async ({ page: { read, logged } }) => {
  expect(await read(() => "data")).toMatchObject({ status: 200, html: '{"list":"data"}' });
  expect(await read(() => data("none", 403))).toMatchObject({ status: 403, html: '{"list":"none"}' });
  expect(logged).toEqual([]);
});

test.for([
  ["returns", (response: Response) => () => response],
  ["throws", (response: Response) => throwing(response)],
] as const)(
  "a redirect that a loader %s is the response",
  async ([, loaderOf], { page: { read, logged } }) => {
    const redirect = Response.redirect("http://localhost/", 302);

    expect(await read(loaderOf(redirect))).toBe(redirect);
    expect(logged).toEqual([]);
  },
);

test("a response that a loader throws is an error page, and not logged", async ({
  page: { read, logged },
}) => {
  const refusal = new Response("You cannot", { status: 403, headers: { "Retry-After": "7" } });

  const page = await read(throwing(refusal), ({ staticHandlerContext: { errors, loaderHeaders } }) => {
    return JSON.stringify([errors?.["root"], loaderHeaders["list"]?.get("Retry-After")]);
  });

  expect(page).toMatchObject({ status: 403, html: expect.stringMatching(/"You cannot".*"7"/) as string });
  expect(logged).toEqual([]);
});

test("an error that a loader throws is an error page, and logged", async ({ page: { read, logged } }) => {
  expect(await read(throwing(broken))).toMatchObject({ status: 500, html: "{}" });
  expect(logged).toEqual([broken]);
});

test("throws what rendering throws", async ({ page: { read } }) => {
  await expect(read(() => null, throwing(broken))).rejects.toBe(broken);
});

test("renders and logs nothing for a client that disconnected", async ({ page: { read, logged } }) => {
  const isAbandoned = () => true;

  expect(await read(() => null, throwing(broken), isAbandoned)).toBeNull();
  expect(await read(throwing(broken), throwing(broken), isAbandoned)).toBeNull();
  expect(logged).toEqual([]);
});

test("a refused request is an error page without data", async ({ page: { server } }) => {
  const build = createBuild(throwing(broken), ({ staticHandlerContext }) =>
    JSON.stringify(staticHandlerContext.matches.map(({ route }) => route.id)),
  );

  expect(await createProblemReader(build)(413, server)).toMatchObject({ status: 413, html: '["root"]' });
});
