import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Environment } from "./environment.ts";
import { HttpError } from "./error-page.ts";
import type { DfeSignIn } from "./sign-in/dfe-sign-in.ts";

/** Headers that keep pages to themselves: scripts, styles and forms of ours only. */
export function securityHeaders({ PUBLIC_URL }: Environment, dfeSignIn: DfeSignIn): RequestHandler {
  const isSecure = PUBLIC_URL.startsWith("https:");
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
        // Signing out redirects a form post to DfE Sign-in, and browsers hold redirects to this too.
        formAction: ["'self'", () => dfeSignIn.signOutOrigin],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    // The default, no-referrer, makes browsers post forms with `Origin: null`.
    referrerPolicy: { policy: "strict-origin-when-cross-origin" },
    strictTransportSecurity: isSecure,
    xFrameOptions: { action: "deny" },
  });
}

/** Refuses what another site has a browser send here: 403, by our own address and no forwarded header. */
export function checkOrigin(publicUrl: string): RequestHandler {
  return (request, _response, next) => {
    const { origin } = request.headers;
    const isSafe = request.method === "GET" || request.method === "HEAD";
    if (isSafe || origin === undefined || origin === publicUrl) next();
    else next(new HttpError(403));
  };
}

/**
 * Gives every request our own host: Remix holds the Origin of a form against it, and a proxy in front may have written
 * its own there.
 */
export function useOwnHost(publicUrl: string): RequestHandler {
  const { host } = new URL(publicUrl);
  return ({ headers }, _response, next) => {
    headers.host = host;
    delete headers["x-forwarded-host"];
    next();
  };
}
