import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Environment } from "../../environment.ts";
import type { DfeSignIn } from "../../sign-in/dfe/dfe-sign-in.ts";

/** Sets headers by which browsers load only our own scripts and styles, and show our pages in no frame. */
export function securityHeaders({ NODE_ENV, PUBLIC_URL }: Environment, dfeSignIn: DfeSignIn): RequestHandler {
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
        // Signing out redirects a form post to DfE Sign-in, and browsers apply this to redirects too.
        formAction: ["'self'", () => dfeSignIn.signOutOrigin],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    // The default, no-referrer, makes browsers post forms with `Origin: null`.
    referrerPolicy: { policy: "strict-origin-when-cross-origin" },
    // Browsers ignore it over http. In development it would force https on every port of localhost.
    strictTransportSecurity: NODE_ENV === "production" && PUBLIC_URL.startsWith("https:"),
    xFrameOptions: { action: "deny" },
  });
}
