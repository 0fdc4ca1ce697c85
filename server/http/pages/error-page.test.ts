import type { Request, Response } from "express";
import { expect, test, vi } from "vitest";
import type { Log } from "../../log.ts";
import { createErrorPage } from "./error-page.ts";

/** Passes an error to the error handler. Returns the mocks that log, show the error page and close the connection. */
function fail(error: unknown) {
  const log = { error: vi.fn() };
  const pages = { handle: vi.fn(), showProblem: vi.fn(() => Promise.resolve()) };
  const response = { locals: {}, headersSent: false, destroy: vi.fn(), set: vi.fn() };
  const request: unknown = { destroyed: true, complete: true };
  const handle = createErrorPage(log as unknown as Log, pages);
  handle(error, request as Request, response as unknown as Response, vi.fn());
  return { log: log.error, show: pages.showProblem, destroy: response.destroy };
}

test.each([
  ["a page that was read", new DOMException("This operation was aborted", "AbortError")],
  ["a download", Object.assign(new Error("Premature close"), { code: "ERR_STREAM_PREMATURE_CLOSE" })],
])("a client that disconnects from %s is no failure", (_, error) => {
  const { log, show, destroy } = fail(error);

  expect(log).not.toHaveBeenCalled();
  expect(show).not.toHaveBeenCalled();
  expect(destroy).toHaveBeenCalledOnce();
});

test("any other error is logged, and shown as its status", () => {
  const { log, show } = fail(new Error("broken"));

  expect(log).toHaveBeenCalledOnce();
  expect(show).toHaveBeenCalledWith(500, expect.anything());
});
