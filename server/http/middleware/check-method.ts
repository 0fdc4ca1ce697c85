import type { RequestHandler } from "express";
import { HttpError } from "../http-error.ts";

/** Answers OPTIONS, and refuses methods that no page takes (405). */
export const checkMethod: RequestHandler = (request, response, next) => {
  if (["GET", "HEAD", "POST"].includes(request.method)) {
    next();
    return;
  }
  response.set("Allow", "GET, HEAD, POST, OPTIONS");
  if (request.method === "OPTIONS") response.status(204).end();
  else next(new HttpError(405));
};
