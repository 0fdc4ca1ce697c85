import { errors, type JWTPayload, decodeJwt, jwtVerify } from "jose";
import { authError } from "./api-error.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const tolerance = 30;

/** A service's id and secret, as they stand at the end of its API key. */
export type ApiKey = { serviceId: string; secret: string };

/** Takes an API key apart: name, service id and secret, joined by hyphens. */
export function parseApiKey(apiKey: string): ApiKey {
  return { serviceId: apiKey.slice(-73, -37), secret: apiKey.slice(-36) };
}

/**
 * Checks a request's token as Notify does: signed with the key's secret, issued by its service, at most 30 s
 * before or after now.
 *
 * @throws {ApiError} 401 without a bearer token, else 403
 */
export async function authorise(header: string | undefined, key: ApiKey, now: () => number): Promise<void> {
  if (!header) throw authError("Unauthorized: authentication token must be provided", 401);
  if (!/^bearer /i.test(header)) {
    throw authError("Unauthorized: authentication bearer scheme must be used", 401);
  }
  const token = header.slice(7);
  checkIssuer(token, key.serviceId);
  const { iat } = await verify(token, key.secret, now);
  if (iat === undefined) throw authError("Invalid token: iat field not provided");
  if (Math.abs(now() / 1000 - iat) > tolerance) {
    throw authError("Error: Your system clock must be accurate to within 30 seconds");
  }
}

function checkIssuer(token: string, serviceId: string): void {
  const { iss } = decode(token);
  if (!iss) throw authError("Invalid token: iss field not provided");
  if (!uuid.test(iss)) throw authError("Invalid token: service id is not the right data type");
  if (iss !== serviceId) throw authError("Invalid token: service not found");
}

function decode(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    throw authError("Invalid token: signature, api token is not valid");
  }
}

async function verify(token: string, secret: string, now: () => number): Promise<JWTPayload> {
  try {
    const options = { algorithms: ["HS256"], currentDate: new Date(now()) };
    return (await jwtVerify(token, new TextEncoder().encode(secret), options)).payload;
  } catch (error) {
    if (error instanceof errors.JOSEAlgNotAllowed) {
      throw authError("Invalid token: algorithm used is not HS256");
    }
    throw authError("Invalid token: API key not found");
  }
}
