import express, { type RequestHandler } from "express";
import { HttpError } from "../http-error.ts";
import { decode } from "../decode.ts";
import { uploadOf } from "../uploads/read-upload.ts";

/** The largest request body, in bytes: about a hundred times what our forms send. */
const bodyLimit = 100_000;

/**
 * Reads the whole request body, unless `readUpload` has read it. Refuses a body that is too large (413), compressed (415)
 * or not a form (400).
 */
export const readForm: RequestHandler[] = [
  express.raw({ type: (request) => uploadOf(request) === undefined, limit: bodyLimit, inflate: false }),
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
