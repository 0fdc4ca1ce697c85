import { Readable } from "node:stream";
import { createReadableStreamFromReadable } from "@remix-run/node";

/** Responds with a CSV file that the browser saves under `name`. Lines are sent as they are made. */
export function csvFile(name: string, lines: AsyncIterable<string> | string[]): Response {
  return new Response(createReadableStreamFromReadable(Readable.from(lines)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
    },
  });
}
