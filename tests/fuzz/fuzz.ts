import { inspect } from "node:util";
import fc from "fast-check";
import { expect } from "vitest";

/**
 * What the environment may change of a run, as in `FUZZ_SEED=7 FUZZ_TIMES=10 npm test -- tests/fuzz`: the seed from
 * which all inputs follow, and how many times as many there are.
 */
const seed = Number(process.env["FUZZ_SEED"] ?? 20_261_121);
const times = Number(process.env["FUZZ_TIMES"] ?? 1);

/** How many inputs each part of the console gets, 20,000 and more in all. */
export const shares = {
  pages: 4_000,
  forms: 2_500,
  procedures: 5_000,
  receipts: 2_500,
  bytes: 3_500,
  configuration: 2_700,
  imports: 200,
};

const longestVolley = 24;

/** How long a failure is made smaller, in milliseconds. */
const shrinking = 15_000;

/** How long a test may take, in milliseconds: time to shrink what failed included. */
export const patience = 600_000 * times;

/**
 * Sends as many inputs as the part's share is, in volleys: what is in one is sent at once. A volley that fails is made
 * as small as it can be, which is mostly one input, and shown with what repeats it.
 *
 * @param send sends a volley, and throws where an answer is not as it should be
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
    numRuns: Math.ceil(share / 11) + 12, // of twelve or so each, and some to be sure
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
