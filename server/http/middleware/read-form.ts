import express, { type RequestHandler } from "express";
import { HttpError } from "../http-error.ts";
import { decode } from "../decode.ts";

/** The largest request body, in bytes: about a hundred times what our forms send. */
const bodyLimit = 100_000;

/** Reads the whole request body. Refuses a body that is too large (413), or that is not a form (400). */
export const readForm: RequestHandler[] = [
  express.raw({ type: () => true, limit: bodyLimit, inflate: false }),
  (request, _response, next) => {
    const body: unknown = request.body;
    if (!Buffer.isBuffer(body) || body.length === 0) {
      next();
      return;
    }
    isForm(body, request.headers["content-type"] ?? "").then((ok) => {
      next(ok ? undefined : new HttpError(400));
    }, next);
  },
];

async function isForm(body: Buffer, type: string): Promise<boolean> {
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) {
    return decode(body.toString("latin1").replaceAll("+", " ")) !== undefined;
  }
  if (!/^multipart\/form-data\b/i.test(type)) return false;
  const form = new Response(new Uint8Array(body), { headers: { "Content-Type": type } }).formData();
  return form.then(
    () => true,
    () => false,
  );
}
