import type { IncomingMessage } from "node:http";
import type { Request, RequestHandler, Response } from "express";
import { HttpError } from "../http-error.ts";
import { urlOf } from "../middleware/check-request.ts";
import { createPatternMatcher } from "../reading/route-patterns.ts";
import { emptyUpload, parseForm, type Upload } from "./parse-form.ts";

/** The largest body, in bytes, that is read to its end in order to respond with the form. */
const largestBody = 10 * 1024 * 1024;

const uploads = new WeakMap<IncomingMessage, Upload>();

/** A page with a form that uploads a file. */
export type UploadPage = {
  /** The pattern of the page's path, such as `/support/users/:userId`. */
  pattern: string;
  /** How many bytes a text or the file may have. */
  largest: number;
  /** Whether what the request sends is kept. If not, its body is discarded, and the form counts as empty. */
  mayUpload: (request: Request, response: Response) => Promise<boolean>;
};

/**
 * Reads the forms that are posted to one page, with or without a file; `uploadOf` returns them. Nothing is written to
 * disk. Refuses a compressed body (415), and one of more than 10 MiB (413). `readForm` reads and refuses everything else
 * (specification, section 11, Reading what people bring).
 */
export function readUpload({ pattern, largest, mayUpload }: UploadPage): RequestHandler {
  const match = createPatternMatcher([pattern]);
  return (request, response, next) => {
    const type = request.headers["content-type"] ?? "";
    const isOurs = request.method === "POST" && match(urlOf(response).pathname) !== undefined;
    if (!isOurs || !/^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) {
      next();
      return;
    }
    const read = async () => {
      checkHeaders(request);
      const body = boundedBody(request);
      const isKept = await mayUpload(request, response);
      if (!isKept) await discard(body);
      uploads.set(request, isKept ? await parseForm(body, type, largest) : emptyUpload);
    };
    read().then(() => next(), next);
  };
}

/** The form that `readUpload` has read from a request. */
export function uploadOf(request: IncomingMessage): Upload | undefined {
  return uploads.get(request);
}

function checkHeaders({ headers }: Request): void {
  if ((headers["content-encoding"] ?? "identity").toLowerCase() !== "identity") throw new HttpError(415);
  if (Number(headers["content-length"] ?? 0) > largestBody) throw new HttpError(413);
}

/** The body in pieces. @throws {HttpError} 413 */
async function* boundedBody(request: Request): AsyncGenerator<Buffer> {
  let size = 0;
  // If the loop ended the stream, it would close the connection before the response is sent.
  for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > largestBody) throw new HttpError(413);
    yield piece;
  }
}

/** Reads a body to its end without keeping it. Returns its size. */
async function discard(body: AsyncIterable<Buffer>): Promise<number> {
  let size = 0;
  for await (const piece of body) size += piece.length;
  return size;
}
