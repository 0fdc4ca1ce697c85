import express, { type Router } from "express";
import type { Environment } from "../environment.ts";

const day = 86_400_000;
/** How long `security.txt` says that it is valid, in milliseconds. RFC 9116 recommends less than a year. */
const validity = 180 * day;

/**
 * Serves what programs ask a site for (specification, section 9, Files for programs): `/robots.txt`, which asks search
 * engines to stay away, and `/.well-known/security.txt`, which says where to report a vulnerability.
 */
export function publicFiles({
  CONTACT_EMAIL,
  PUBLIC_URL,
  SECURITY_TXT_URL,
}: Pick<Environment, "CONTACT_EMAIL" | "PUBLIC_URL" | "SECURITY_TXT_URL">): Router {
  const router = express.Router();
  router.get("/robots.txt", (_request, response) => {
    response.type("text/plain").send("User-agent: *\nDisallow: /\n");
  });
  router.get("/.well-known/security.txt", (_request, response) => {
    if (SECURITY_TXT_URL !== undefined) {
      response.redirect(SECURITY_TXT_URL);
      return;
    }
    const expires = new Date(Math.ceil((Date.now() + validity) / day) * day);
    response
      .type("text/plain")
      .send(
        [
          `Contact: mailto:${CONTACT_EMAIL}`,
          `Expires: ${expires.toISOString()}`,
          "Preferred-Languages: en",
          `Canonical: ${PUBLIC_URL}/.well-known/security.txt`,
          "",
        ].join("\n"),
      );
  });
  return router;
}
