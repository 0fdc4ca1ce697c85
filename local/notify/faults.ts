import { z } from "zod";
import { ApiError } from "./api/api-error.ts";

const kinds = [500, 429, 400, "timeout", "drop-after-accept"] as const;

const order = z.union([
  z.strictObject({ status: z.literal(kinds).optional(), count: z.literal(0) }),
  z.strictObject({ status: z.literal(kinds), count: z.int().min(0) }),
]);

const usage = `Send {"status": ${kinds.map((kind) => JSON.stringify(kind)).join(" | ")}, "count": n}, or {"count": 0} to clear.`;

export type Faults = ReturnType<typeof createFaults>;

/** Keeps the fault that the next requests to send an email will have (specification, section 9, Stand-ins). */
export function createFaults() {
  let fault: (typeof kinds)[number] | undefined;
  let left = 0;
  return {
    /**
     * Sets the fault and the number of requests that will have it. Replaces an earlier order.
     *
     * @returns a sentence for the response that says what will happen
     * @throws {ApiError} 400 if the order is malformed
     */
    order: (body: unknown): string => {
      const parsed = order.safeParse(body);
      if (!parsed.success) throw new ApiError(400, { message: usage });
      fault = parsed.data.status;
      left = parsed.data.count;
      return left === 0 ? "No send fails." : `The next ${left} sends fail: ${String(fault)}.`;
    },
    /** Counts one request. Returns its fault, or null if the request is to succeed. */
    take: () => {
      if (left === 0) return null;
      left -= 1;
      return fault;
    },
  };
}
