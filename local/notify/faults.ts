import { z } from "zod";
import { ApiError } from "./api/api-error.ts";

const kinds = [500, 429, 400, "timeout", "drop-after-accept"] as const;

const order = z.union([
  z.strictObject({ status: z.literal(kinds).optional(), count: z.literal(0) }),
  z.strictObject({ status: z.literal(kinds), count: z.int().min(0) }),
]);

const usage = `Send {"status": ${kinds.map((kind) => JSON.stringify(kind)).join(" | ")}, "count": n}, or {"count": 0} to clear.`;

export type Faults = ReturnType<typeof createFaults>;

/** Faults for the next sends (specification, section 9, Stand-ins). */
export function createFaults() {
  let fault: (typeof kinds)[number] | undefined;
  let left = 0;
  return {
    /**
     * Replaces the faults that are left by new ones.
     *
     * @returns what will happen, for the answer
     * @throws {ApiError} 400 when the order is malformed
     */
    order: (body: unknown): string => {
      const parsed = order.safeParse(body);
      if (!parsed.success) throw new ApiError(400, { message: usage });
      fault = parsed.data.status;
      left = parsed.data.count;
      return left === 0 ? "No send fails." : `The next ${left} sends fail: ${String(fault)}.`;
    },
    /** The fault of this send, if it is to fail. */
    take: () => {
      if (left === 0) return null;
      left -= 1;
      return fault;
    },
  };
}
