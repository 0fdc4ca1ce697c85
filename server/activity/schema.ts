import { z } from "zod";
import { namedOutput, organisationId } from "../organisations/schema.ts";
import { userId } from "../people/schema.ts";
import { moment } from "../procedures/output.ts";
import { pageInput, pageOutput } from "../procedures/paging.ts";

/** The kinds of entries in the activity log (specification, section 8). */
const activityKinds = [
  "added",
  "linked",
  "edited",
  "removed",
  "invited_again",
  "invited_instead",
  "first_signed_in",
  "unlinked",
  "linked_anew",
  "merged",
  "sign_in_mismatch",
  "email_failed",
  "downloaded",
  "imported",
  "started",
  "stopped",
  "problem_resolved",
] as const;

export const filterInput = z.strictObject({
  userId: userId.optional(),
  organisationId: organisationId.optional(),
  kind: z.enum(activityKinds, "Enter a kind of activity").optional(),
});

export const listInput = filterInput
  .extend({
    sinceAdded: z
      .boolean("Since added must be true or false")
      .default(false)
      .describe("with `userId`: without what happened before the user was last removed and added again"),
    page: pageInput,
  })
  .prefault({});

const change = z.object({ from: z.string().nullable(), to: z.string().nullable() });

/** One entry of the activity log. Names are those at the time of the entry, or null if they were deleted since. */
export const entryOutput = z.object({
  id: z.int(),
  at: moment,
  kind: z.enum(activityKinds),
  actor: z.object({
    kind: z.enum(["support_user", "organisation_user", "api_token", "system"]),
    id: z.uuid().nullable(),
    name: z.string().nullable(),
  }),
  subject: z
    .object({
      kind: z.enum(["support_user", "organisation_user", "api_token", "organisation", "bulk_change"]),
      id: z.uuid().nullable(),
      name: z.string().nullable(),
      email: z.string().nullable().describe("null for all but people, and in entries of before"),
    })
    .nullable()
    .describe("null for an import and a download of all users, because they are about many organisations"),
  organisation: namedOutput.nullable(),
  bulkChange: z
    .object({ id: z.uuid(), kind: z.enum(["add", "invite_again", "remove"]), people: z.int() })
    .nullable()
    .describe("the bulk change that was started or stopped, or that the entry is a row of"),
  changes: z.record(z.string(), change).nullable().describe("old and new value of each changed field"),
});

export const listOutput = pageOutput(entryOutput);

export type ListInput = z.output<typeof listInput>;

export type ActivityEntry = z.output<typeof entryOutput>;
