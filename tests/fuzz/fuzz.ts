import { inspect } from "node:util";
import fc from "fast-check";
import { expect } from "vitest";

/**
 * The environment can change a run, as in `FUZZ_SEED=7 FUZZ_TIMES=10 npm test -- tests/fuzz`: the seed of all
 * inputs, and a factor for their number.
 */
const seed = Number(process.env["FUZZ_SEED"] ?? 20_261_121);
const times = Number(process.env["FUZZ_TIMES"] ?? 1);

/** How many inputs each part of the console gets; together more than 20,000. */
export const shares = {
  pages: 4_000,
  forms: 2_500,
  procedures: 6_500,
  receipts: 2_500,
  bytes: 2_000,
  configuration: 2_700,
  imports: 200,
  spreadsheets: 600,
};

const longestVolley = 24;

/** How long to shrink a failure, in milliseconds. */
const shrinking = 15_000;

/** The time limit of a test in milliseconds, including time to shrink a failure. */
export const patience = 600_000 * times;

/**
 * Sends a part's share of inputs in volleys; the inputs of a volley are sent at once. A volley that fails is
 * shrunk, usually to one input, and reported with the command that repeats it.
 *
 * @param send sends a volley, and throws if a response is wrong
 */
export async function fuzz<Input>(
  part: keyof typeof shares,
  inputs: fc.Arbitrary<Input>,
  send: (volley: Input[]) => Promise<void>,
): Promise<void> {
  const share = shares[part] * times;
  let sent = 0;
  let failed: number | undefined;
  const volleys = fc.array(inputs, { minLength: 1, maxLength: longestVolley, size: "max" });
  const property = fc.asyncProperty(volleys, async (volley) => {
    if (failed !== undefined && performance.now() - failed > shrinking) return;
    sent += volley.length;
    await send(volley).catch((error: unknown) => {
      failed ??= performance.now();
      throw error;
    });
  });
  await fc.assert(property, {
    seed,
    numRuns: Math.ceil(share / 11) + 12, // about twelve inputs each, and some spare
    interruptAfterTimeLimit: patience - 2 * shrinking,
    asyncReporter: async (run) => {
      if (!run.failed) return;
      const report = await fc.asyncDefaultReportMessage(run);
      const again = `To repeat it: FUZZ_SEED=${seed} FUZZ_TIMES=${times}`;
      expect.fail(
        [report, inspect(run.errorInstance, { depth: 4, maxStringLength: 2_000 }), again].join("\n\n"),
      );
    },
  });
  expect(sent, "inputs that were sent in time").toBeGreaterThanOrEqual(share);
}
