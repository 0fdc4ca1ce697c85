import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import { expect, test as base } from "vitest";
import { createDocuments } from "./documents.ts";

type Render = (status: number) => Response;

const showStatus: Render = (status) => new Response(null, { status });

/** Answers with the one page of a build; `told` are the failures that it was told of. */
const test = base.extend("page", () => {
  const told: unknown[] = [];
  const answer = (loader: () => unknown, render = showStatus, signal = new AbortController().signal) => {
    const module = { default: () => null, loader };
    const build = {
      routes: { root: { id: "root", path: "", module: {} }, list: { id: "list", path: "list", module } },
      entry: {
        module: {
          default: (_request: Request, status: number) => render(status),
          handleError: (error: unknown) => told.push(error),
        },
      },
    } as unknown as ServerBuild;
    return createDocuments(build, "list")(
      new Request("http://localhost/list", { signal }),
      {} as AppLoadContext,
    );
  };
  return { answer, told };
});

const broken = new Error("broken");

test("a page is rendered, or its loader's answer given", async ({ page: { answer, told } }) => {
  expect((await answer(() => "data")).status).toBe(200);
  expect((await answer(() => Response.redirect("http://localhost/", 302))).status).toBe(302);
  expect(told).toEqual([]);
});

test("what a loader throws as an answer is a page, and no failure", async ({ page: { answer, told } }) => {
  const { status } = await answer(() => {
    throw new Response(null, { status: 404 });
  });

  expect([status, told]).toEqual([404, []]);
});

test("what else a loader throws is a page, and told", async ({ page: { answer, told } }) => {
  const { status } = await answer(() => Promise.reject(broken));

  expect([status, told]).toEqual([500, [broken]]);
});

test("a page that cannot be rendered is 500, and told", async ({ page: { answer, told } }) => {
  const { status } = await answer(
    () => null,
    () => {
      throw broken;
    },
  );

  expect([status, told]).toEqual([500, [broken]]);
});

test("that somebody has left is told, not thrown", async ({ page: { answer, told } }) => {
  const leaving = new AbortController();
  const untilTheyLeave = () => {
    leaving.abort();
    return new Promise(() => undefined);
  };

  const { status } = await answer(untilTheyLeave, showStatus, leaving.signal);

  expect([status, told]).toEqual([500, [leaving.signal.reason]]);
});
