import { z } from "zod";
import { emailKinds } from "../environment.ts";
import { moment } from "../moment.ts";

/** An email to a person and what became of it (SPEC §4). */
export const sentEmailOutput = z.object({
  id: z.uuid(),
  kind: z.enum(emailKinds),
  status: z.enum(["queued", "sent", "delivered", "failed", "cancelled"]),
  failure: z
    .object({ reason: z.string(), advice: z.string() })
    .nullable()
    .describe("why it failed and what can be done, where it did"),
  createdAt: moment,
  statusAt: moment.describe("when it came to its status"),
});
