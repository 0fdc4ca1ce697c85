import { z } from "zod";

const kinds = [500, 429, 400, "timeout", "drop-after-accept"] as const;

/** A way in which the next sends fail (SPEC §9). */
export type Fault = (typeof kinds)[number];

const count = z.int("must be a whole number").min(0, "must not be negative");
const order = z.union([
  z.strictObject({ status: z.literal(kinds).optional(), count: z.literal(0) }),
  z.strictObject({ status: z.literal(kinds), count }),
]);

/** The faults that are ordered and not yet used up. */
export type Faults = { order(body: string): FaultOrder; take(): Fault | null };

type FaultOrder = { accepted: boolean; message: string };

/** Faults for the next sends; a new order takes the place of what is left of the last one. */
export function createFaults(): Faults {
  let fault: Fault | null = null;
  let left = 0;
  return {
    order: (body) => {
      const parsed = order.safeParse(parseJson(body));
      if (!parsed.success) return { accepted: false, message: usage };
      fault = parsed.data.status ?? null;
      left = parsed.data.count;
      return { accepted: true, message: describe(fault, left) };
    },
    take: () => {
      if (left === 0) return null;
      left -= 1;
      return fault;
    },
  };
}

const usage = `Send {"status": ${kinds.map((kind) => JSON.stringify(kind)).join(" | ")}, "count": n}, or {"count": 0} to clear.`;

function describe(fault: Fault | null, left: number): string {
  return left === 0 ? "No send fails." : `The next ${left} sends fail: ${String(fault)}.`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
