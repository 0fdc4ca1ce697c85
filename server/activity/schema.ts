import { z } from "zod";
import { namedOutput, organisationId } from "../organisations/schema.ts";
import { userId } from "../people/schema.ts";
import { compiled, moment } from "../procedures/output.ts";
import { pageInput, pageSizeInput } from "../procedures/paging.ts";
import { foundPageOutput } from "../search/page.ts";

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

const day = (label: string) =>
  z.iso
    .date(`${label} must be a real date`)
    .refine((date) => !date.startsWith("0000"), `${label} must be a real date`) // PostgreSQL has no year 0
    .optional();

/** What the log can be narrowed by (specification, section 8, Narrowing). */
const filterShape = {
  kind: z.enum(activityKinds, "Enter a kind of activity").optional(),
  actorId: userId.optional().describe("who did it: a support user or an API token"),
  from: day("From date").describe("the first day, in UK time, like 2026-01-14"),
  to: day("To date").describe("the last day"),
  userId: userId.optional().describe("the person who did it, or who it was done to"),
  organisationId: organisationId.optional(),
};

type Days = { from?: string | undefined; to?: string | undefined };

const isInOrder = ({ from, to }: Days) => from === undefined || to === undefined || from <= to;
const notInOrder = { path: ["to"], error: "To date must be the same as or after the from date" };

export const filterInput = z.strictObject(filterShape).refine(isInOrder, notInOrder);

export const listInput = z
  .strictObject({
    ...filterShape,
    sinceAdded: z
      .boolean("Since added must be true or false")
      .default(false)
      .describe("with `userId`: without what happened before the user was last removed and added again"),
    page: pageInput,
  })
  .refine(isInOrder, notInOrder)
  .prefault({});

export const downloadInput = z
  .strictObject({
    ...filterShape,
    pageSize: pageSizeInput(1_000),
    after: z.int("After must be a whole number").optional().describe("the `next` of the part before"),
  })
  .refine(isInOrder, notInOrder)
  .prefault({});

const change = z.object({ from: z.string().nullable(), to: z.string().nullable() });

const hasPage = z.boolean().describe("whether it is a person who is still a user, or an organisation");

/** One entry of the activity log. Names are those at the time of the entry, or null if they were deleted since. */
export const entryOutput = z.object({
  id: z.int(),
  at: moment,
  kind: z.enum(activityKinds),
  actor: z.object({
    kind: z.enum(["support_user", "organisation_user", "api_token", "system"]),
    id: z.uuid().nullable(),
    name: z.string().nullable(),
    hasPage,
  }),
  subject: z
    .object({
      kind: z.enum(["support_user", "organisation_user", "api_token", "organisation", "bulk_change"]),
      id: z.uuid().nullable(),
      name: z.string().nullable(),
      email: z.string().nullable().describe("null for all but people, and in entries of before"),
      hasPage,
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

export const listOutput = foundPageOutput(entryOutput);

export const downloadOutput = compiled(
  z.object({
    items: z.array(entryOutput),
    next: z.int().nullable().describe("the `after` of the next part; null: this is the last one"),
  }),
);

export const choicesInput = z
  .strictObject({ userId: filterShape.userId, organisationId: filterShape.organisationId })
  .prefault({});

export const choicesOutput = compiled(
  z.object({
    actors: z
      .array(
        z.object({
          id: z.uuid(),
          kind: z.enum(["support_user", "api_token"]),
          name: z.string(),
          email: z.string().nullable().describe("null for an API token"),
          isCurrent: z.boolean().describe("false: removed or revoked"),
        }),
      )
      .describe("by name"),
    person: z
      .object({ name: z.string(), email: z.string().nullable() })
      .nullable()
      .describe("of `userId`; null: there is no such person or API token, or no longer"),
    organisation: z.object({ name: z.string() }).nullable().describe("of `organisationId`"),
  }),
);

export type Choices = z.output<typeof choicesOutput>;
export type Filter = z.output<typeof filterInput>;
export type ListInput = z.output<typeof listInput>;
export type DownloadInput = z.output<typeof downloadInput>;

export type ActivityEntry = z.output<typeof entryOutput>;
