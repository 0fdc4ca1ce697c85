import { createHash, timingSafeEqual } from "node:crypto";
import type { RequestHandler } from "express";

/**
 * Responds 401 unless the request has the bearer token. It compares SHA-256 digests, because `timingSafeEqual` needs
 * two values of the same length.
 */
export function requireBearerToken(token: string): RequestHandler {
  const expected = digest(`Bearer ${token}`);
  return (request, response, next) => {
    response.set("Cache-Control", "no-store");
    if (timingSafeEqual(digest(request.headers.authorization ?? ""), expected)) {
      next();
      return;
    }
    response.set("WWW-Authenticate", "Bearer").status(401).json({ error: "Unauthorised" });
  };
}

const digest = (text: string) => createHash("sha256").update(text).digest();
