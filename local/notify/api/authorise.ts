import { type JWTPayload, jwtVerify } from "jose";
import type { State } from "../states.ts";
import { apiError } from "./api-error.ts";

const tolerance = 30;

/** The two parts of an API key that requests are checked against. */
export type ApiKey = { serviceId: string; secret: string };

/** Parses an API key: its name, the service's id and the secret, joined by hyphens. */
export function parseApiKey(apiKey: string): ApiKey {
  return { serviceId: apiKey.slice(-73, -37), secret: apiKey.slice(-36) };
}

/**
 * Checks the JSON Web Token in the `Authorization` header as Notify does: it must be signed with the key's secret and
 * issued by the key's service, at most 30 seconds before or after the present time.
 *
 * @throws {ApiError} 401 if there is no bearer token, 403 if the token is wrong
 */
export async function authorise(header = "", key: ApiKey, state: State): Promise<void> {
  const [, token] = /^bearer (.+)$/i.exec(header) ?? [];
  if (!token) throw apiError(401, "AuthError", "Unauthorized: authentication token must be provided");
  const now = state.now();
  const { iat = 0 } = await verify(token, key, now);
  if (Math.abs(now / 1000 - iat) > tolerance) {
    throw apiError(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds");
  }
  if (state.is("key-revoked")) throw apiError(403, "AuthError", "Invalid token: API key revoked");
}

async function verify(token: string, { serviceId, secret }: ApiKey, now: number): Promise<JWTPayload> {
  try {
    const options = { algorithms: ["HS256"], issuer: serviceId, currentDate: new Date(now) };
    return (await jwtVerify(token, new TextEncoder().encode(secret), options)).payload;
  } catch {
    throw apiError(403, "AuthError", "Invalid token: API key not found");
  }
}
