import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Environment } from "../../environment.ts";
import type { DfeSignIn } from "../../sign-in/dfe/dfe-sign-in.ts";

/**
 * Sets headers that make browsers load scripts and styles only from our own origin, and never show our pages in a
 * frame.
 */
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
        // The sign-out form is redirected to DfE Sign-in, and browsers apply `form-action` to redirects too.
        formAction: ["'self'", () => dfeSignIn.signOutOrigin],
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
