import { type JWTPayload, jwtVerify } from "jose";
import { apiError } from "./api-error.ts";

const tolerance = 30;

/** The service's id and secret, which end its API key. */
export type ApiKey = { serviceId: string; secret: string };

/** Splits an API key: name, service id and secret, joined by hyphens. */
export function parseApiKey(apiKey: string): ApiKey {
  return { serviceId: apiKey.slice(-73, -37), secret: apiKey.slice(-36) };
}

/**
 * Checks a request's token as Notify does: signed with the key's secret, issued by its service, at most 30 seconds
 * before or after now.
 *
 * @throws {ApiError} 401 without a bearer token, otherwise 403
 */
export async function authorise(header = "", key: ApiKey, now: () => number): Promise<void> {
  const [, token] = /^bearer (.+)$/i.exec(header) ?? [];
  if (!token) throw apiError(401, "AuthError", "Unauthorized: authentication token must be provided");
  const { iat = 0 } = await verify(token, key, now());
  if (Math.abs(now() / 1000 - iat) > tolerance) {
    throw apiError(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds");
  }
}

async function verify(token: string, { serviceId, secret }: ApiKey, now: number): Promise<JWTPayload> {
  try {
    const options = { algorithms: ["HS256"], issuer: serviceId, currentDate: new Date(now) };
    return (await jwtVerify(token, new TextEncoder().encode(secret), options)).payload;
  } catch {
    throw apiError(403, "AuthError", "Invalid token: API key not found");
  }
}
