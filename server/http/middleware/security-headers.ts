import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Environment } from "../../environment.ts";

/**
 * Sets headers that make browsers load scripts and styles only from our own origin, post forms only to it, and never
 * show our pages in a frame. They are computed once.
 */
export function securityHeaders(environment: Environment): RequestHandler {
  const headers = [...headersFor(environment), ...furtherHeaders];
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

/** Features of browsers that no page uses, so that no script can use them either. */
const unusedFeatures = [
  "accelerometer",
  "bluetooth",
  "browsing-topics",
  "camera",
  "clipboard-read",
  "display-capture",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "local-fonts",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "publickey-credentials-get",
  "screen-wake-lock",
  "serial",
  "usb",
  "xr-spatial-tracking",
];

/** Headers that helmet does not know. The console is not for search engines, its public pages included. */
const furtherHeaders: [name: string, value: string][] = [
  ["Permissions-Policy", unusedFeatures.map((name) => `${name}=()`).join(", ")],
  ["X-Robots-Tag", "noindex, nofollow"],
];

/** Returns the headers that helmet sets, which are the same in every response. */
function headersFor(environment: Environment) {
  const response = new RecordingResponse(new IncomingMessage(new Socket()));
  createHelmet(environment)(response.req, response, throwError);
  return response.headers;
}

/** Collects headers with their names as written. Node's `getHeaders` returns the names in lower case. */
class RecordingResponse extends ServerResponse {
  readonly headers: [name: string, value: string][] = [];

  override setHeader(name: string, value: number | string | readonly string[]): this {
    this.headers.push([name, String(value)]);
    return this;
  }
}

function throwError(error: unknown): void {
  if (error !== undefined) throw error;
}

function createHelmet({ NODE_ENV, PUBLIC_URL }: Environment) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        manifestSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    // Helmet's default, `no-referrer`, makes browsers post forms with `Origin: null`, which `checkOrigin` refuses.
    referrerPolicy: { policy: "strict-origin-when-cross-origin" },
    // Only for https in production: browsers ignore this header over http, and in development it would force https on
    // every port of localhost.
    strictTransportSecurity: NODE_ENV === "production" && PUBLIC_URL.startsWith("https:"),
    xFrameOptions: { action: "deny" },
  });
}
