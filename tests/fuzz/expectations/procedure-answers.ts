import { expect } from "vitest";
import { errorCodes } from "../../../server/procedures/errors/codes.ts";
import { reasons } from "../../../server/refusals.ts";
import { listProcedures } from "../../../server/openapi/procedures.ts";
import type { Answer, Sent } from "../product/exchange.ts";

/** The procedures that leave entries in the activity log: every change, and the export, which is read by a query. */
const recorded = new Set([
  ...listProcedures().flatMap(({ path, type }) => (type === "mutation" ? [path] : [])),
  "organisationUsers.export",
]);

const codes = Object.keys(errorCodes);

export type Reply = {
  result?: { data?: unknown };
  error?: {
    message: string;
    data: {
      code: string;
      fieldErrors?: Record<string, string>;
      reason?: string;
      userId?: string;
      retryAfterSeconds?: number;
    };
  };
};

/**
 * Checks that every response has tRPC's shape, and that every refusal has a documented code and a reason.
 *
 * @returns how many changes and exports were made
 */
export function expectCalls({ method, target }: Sent, { status, headers, text }: Answer): number {
  expect([200, 204, 207, 400, 401, 403, 404, 405, 409, 413, 415, 422, 429]).toContain(status);
  expect(headers["cache-control"]).toBe("no-store");
  if (method === "HEAD" || status === 204) return 0;
  expect(headers["content-type"]).toMatch(/^application\/json\b/);
  const answered = JSON.parse(text) as Reply | Reply[];
  const replies = Array.isArray(answered) ? answered : [answered];
  for (const reply of replies) expectReply(reply);
  const paths = (/^\/api\/trpc\/([^?]*)/.exec(target)?.[1] ?? "").split(",");
  return paths.filter((path, index) => recorded.has(path) && replies[index]?.result).length;
}

/** Checks a reply of tRPC, or the same shape from elsewhere under `/api`. */
export function expectReply({ result, error }: Reply): void {
  expect([result, error].filter((part) => part !== undefined)).toHaveLength(1);
  if (error === undefined) return;
  const { code, fieldErrors, reason, userId, retryAfterSeconds, ...others } = error.data;
  expect(codes).toContain(code);
  if (reason !== undefined) expect(reasons.map((known) => known.reason)).toContain(reason);
  if (userId !== undefined) expect(code).toBe("CONFLICT");
  expect(retryAfterSeconds !== undefined).toBe(code === "TOO_MANY_REQUESTS");
  expect(Object.keys(others).filter((key) => key !== "httpStatus" && key !== "path")).toEqual([]);
  expect(error.message).not.toBe("");
  if (fieldErrors === undefined) return;
  expect(Object.keys(fieldErrors)).not.toEqual([]);
  for (const message of Object.values(fieldErrors)) expect(message).toMatch(/^[A-Z].*[a-z\d)]$/);
}
