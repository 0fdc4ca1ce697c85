import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Environment } from "../environment.ts";
import type { DfeSignIn } from "../sign-in/dfe/dfe-sign-in.ts";

/** Headers that keep pages to themselves: scripts, styles and forms of ours only. */
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
        // Signing out redirects a form post to DfE Sign-in, and browsers hold redirects to this too.
        formAction: ["'self'", () => dfeSignIn.signOutOrigin],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    // The default, no-referrer, makes browsers post forms with `Origin: null`.
    referrerPolicy: { policy: "strict-origin-when-cross-origin" },
    // Over plain http browsers ignore it, and a developer's own https must not bind every port of localhost.
    strictTransportSecurity: NODE_ENV === "production" && PUBLIC_URL.startsWith("https:"),
    xFrameOptions: { action: "deny" },
  });
}
