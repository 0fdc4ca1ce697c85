import { z } from "zod";
import { moment } from "../../procedures/output.ts";

/** What support staff can do next, from a person's page (specification, section 12). */
export const nextSteps = [
  "follow_advice",
  "unlink",
  "remove_and_add",
  "ask_another_support_user",
  "see_problem",
  "add_to_organisation",
  "ask_to_sign_in",
  "send_again",
  "add_to_another",
  "none",
] as const;

const nextStep = <Step extends (typeof nextSteps)[number]>(...steps: [Step, ...Step[]]) =>
  z.enum(steps).describe("what support staff can do next");

const problemId = z.uuid().describe("the sign-in problem");

/**
 * What keeps a person from signing in, or that nothing does: one finding and one next step. Pages find the words in
 * `describeFinding`.
 */
export const findingOutput = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("invitation_failed"),
    at: moment,
    reason: z.string().describe("why the email failed"),
    advice: z.string().describe("what to do about it"),
    nextStep: nextStep("follow_advice"),
  }),
  z.object({
    kind: z.literal("other_account"),
    at: moment.describe("when another account signed in with this address"),
    problemId,
    nextStep: nextStep("unlink", "remove_and_add", "ask_another_support_user"),
  }),
  z.object({ kind: z.literal("similar_refused"), at: moment, problemId, nextStep: nextStep("see_problem") }),
  z.object({ kind: z.literal("no_organisation"), nextStep: nextStep("add_to_organisation") }),
  z.object({
    kind: z.literal("unlinked"),
    at: moment.describe("when the account was unlinked"),
    nextStep: nextStep("ask_to_sign_in"),
  }),
  z.object({
    kind: z.literal("not_signed_in"),
    invitation: z
      .enum(["queued", "sent", "delivered", "cancelled", "none"])
      .describe("what became of the latest invitation; `none`: there is no record of one"),
    at: moment.nullable().describe("when it got this status; null without an invitation"),
    nextStep: nextStep("send_again", "add_to_another").describe(
      "`add_to_another`: all organisations of the user have closed, so no invitation can be sent again",
    ),
  }),
  z.object({ kind: z.literal("signed_in"), at: moment, nextStep: nextStep("none") }),
]);

export type Finding = z.output<typeof findingOutput>;

/** The answer of `signingIn`. */
export const signingInOutput = z.object({
  isLinked: z.boolean().describe("whether a DfE Sign-in account is linked"),
  finding: findingOutput,
});
