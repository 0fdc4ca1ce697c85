import express, { type Response, type Router } from "express";
import { createDocument } from "../../openapi/document.ts";
import { codeOfStatus } from "../../procedures/errors/codes.ts";
import { errorShape } from "../../procedures/errors/shape.ts";
import type { Resources } from "../../resources.ts";
import { HttpError } from "../http-error.ts";
import { createCalls } from "./calls.ts";
import { packagePath } from "./client-package.ts";

/** The path of the page about the API, which Remix serves. */
const page = /^\/docs\/?$/i;

/** Serves what is under `/api`, apart from the page about it and the client: calls, and the document that describes them. */
export function createApi(resources: Resources): Router {
  const { environment } = resources;
  const api = express.Router();
  api.use(({ path }, response, next) => {
    if (page.test(path) || packagePath.test(path)) {
      next("router");
      return;
    }
    response.set("Cache-Control", "no-store");
    next();
  });
  api.use("/trpc", createCalls(resources));
  let document: string | undefined; // made at the first request
  api.get("/openapi.json", (_request, response) => {
    response.type("json").send((document ??= JSON.stringify(createDocument(environment.PUBLIC_URL))));
  });
  api.all("/openapi.json", (_request, response, next) => {
    response.set("Allow", "GET, HEAD");
    next(new HttpError(405));
  });
  api.use((_request, _response, next) => {
    next(new HttpError(404));
  });
  return api;
}

/** Whether errors at a path are the API's, rather than pages. */
export function isApiPath(path: string): boolean {
  return /^\/api(\/|$)/i.test(path) && !page.test(path.slice("/api".length));
}

/** Answers an error from outside tRPC in the shape of the others (specification, section 5, Refusals). */
export function answerApiError(status: number, response: Response): void {
  response
    .status(status)
    .set("Cache-Control", "no-store")
    .type("json") // a file that could not be sent has set its own
    .json({ error: errorShape(codeOfStatus(status)) });
}
