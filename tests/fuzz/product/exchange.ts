import { Agent, type IncomingHttpHeaders, request as open } from "node:http";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";

/** A request. Each character outside the body stands for one byte. */
export type Sent = { method: string; target: string; headers: [string, string][]; body?: Buffer };

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

/** The time limit of a request in milliseconds, for a busy machine. */
const limit = 30_000;

const agent = new Agent({ keepAlive: true, maxSockets: 12 });

/** Sends a request unchanged; `fetch` would normalise it. */
export async function exchange(url: string, { method, target, headers, body }: Sent): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const length: [string, string][] = body ? [["Content-Length", String(body.length)]] : [];
  const outgoing = open({
    ...{ hostname, port, method, agent },
    path: target,
    headers: [...headers, ...length].flat(),
    signal: AbortSignal.timeout(limit),
  });
  outgoing.end(body);
  const [response] = (await once(outgoing, "response")) as [IncomingMessage];
  const pieces: Buffer[] = [];
  for await (const piece of response as AsyncIterable<Buffer>) pieces.push(piece);
  const { statusCode: status = 0, headers: answered } = response;
  return { status, headers: answered, text: decompress(Buffer.concat(pieces), answered["content-encoding"]) };
}

function decompress(body: Buffer, encoding = "identity"): string {
  const undo = { gzip: gunzipSync, deflate: inflateSync, br: brotliDecompressSync }[encoding];
  return (undo && body.length > 0 ? undo(body) : body).toString();
}

/** A text's UTF-8 bytes, as one character each. */
export const asBytes = (text: string) => Buffer.from(text).toString("latin1");

/** Text for the first line of a request. Spaces and control characters are escaped. */
export function asTarget(text: string): string {
  return asBytes(text).replace(
    /[^\x21-\xFF]/g,
    (char) => `%${char.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}

/** Text for a header. */
export const asHeader = (text: string) => asBytes(text).replace(/[^\t\x20-\x7E\x80-\xFF]/g, "");
