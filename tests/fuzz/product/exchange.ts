import { Agent, type IncomingHttpHeaders, request as open } from "node:http";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";

/** A request, all but its body in characters that stand for one byte each. */
export type Sent = { method: string; target: string; headers: [string, string][]; body?: Buffer };

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

/** How long any request may take, in milliseconds, on a machine that is busy. */
const limit = 30_000;

const agent = new Agent({ keepAlive: true, maxSockets: 12 });

/** Sends a request as it is, which `fetch` would tidy up before. */
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

/** A text as the bytes of its UTF-8, each of them a character. */
export const asBytes = (text: string) => Buffer.from(text).toString("latin1");

/** What may stand in the first line of a request: all but spaces and control characters, which are escaped. */
export function asTarget(text: string): string {
  return asBytes(text).replace(
    /[^\x21-\xFF]/g,
    (char) => `%${char.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}

/** What may stand in a header. */
export const asHeader = (text: string) => asBytes(text).replace(/[^\t\x20-\x7E\x80-\xFF]/g, "");
