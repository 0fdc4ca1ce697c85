import { z } from "zod";
import { namedOutput, organisationId } from "../organisations/schema.ts";
import { supportUserEmail } from "../people/email.ts";
import { addedOutput, detailSchemas, detailsOutput, userId } from "../people/schema.ts";
import { compiled, moment } from "../procedures/output.ts";
import { pageInput } from "../procedures/paging.ts";
import { foundPageOutput } from "../search/page.ts";
import { queryInput } from "../search/query.ts";
import { refusedReasons } from "./refused/reasons.ts";

const problemId = z.uuid("Enter a sign-in problem id");

/** That support staff have checked an address with the organisation (specification, section 12). */
export const confirmed = z
  .literal(true, "Confirm that you have checked this with the organisation")
  .describe(
    "true: you have contacted the organisation, by details you already had and not those from the sign-in, and it has confirmed that this person uses this address. Anyone can create a DfE Sign-in account in any name",
  );

export const listInput = z
  .strictObject({
    query: queryInput,
    show: z.enum(["open", "all"], "Show must be open or all").default("open"),
    page: pageInput,
  })
  .prefault({});

export const problemInput = z.strictObject({ problemId });
const instead = { problemId, userId };
export const insteadInput = z.strictObject(instead);
export const inviteInsteadInput = z.strictObject({ ...instead, confirmed });

/** A person to add to an organisation because of a sign-in problem. */
export const addToOrganisationInput = z.strictObject({
  problemId,
  organisationId,
  ...detailSchemas,
  confirmed,
});

/** A person to add as a support user because of a sign-in problem. */
export const addAsSupportUserInput = z.strictObject({
  problemId,
  ...detailSchemas,
  email: supportUserEmail,
  confirmed,
});

const userKind = z.enum(["support_user", "organisation_user"]);
const organisations = z.array(namedOutput).describe("by name");

/** A refused sign-in, as in the list. */
const problemOutput = z.object({
  id: z.uuid(),
  email: z.string().describe("the email address used, as it came; empty if DfE Sign-in sent none"),
  givenName: z.string().nullable().describe("as it came, like the next one"),
  familyName: z.string().nullable(),
  reason: z.enum(refusedReasons),
  count: z.int().describe("how often it was tried"),
  firstAt: moment,
  lastAt: moment,
  state: z.enum(["open", "invited", "resolved"]),
});

export const listOutput = foundPageOutput(problemOutput);

/** Somebody who has never signed in and could be the person who was refused. */
const candidateOutput = z.object({
  kind: userKind,
  ...addedOutput.shape,
  likeness: z
    .enum(["same_name", "same_mailbox", "similar"])
    .describe("same name; same part before the @; or a name and address much alike"),
  organisations,
  invitedAt: moment.nullable().describe("when the latest invitation was requested"),
  invitation: z
    .enum(["queued", "sent", "delivered", "failed", "cancelled"])
    .nullable()
    .describe("what became of it"),
});

/** A refused sign-in, with what support staff can do about it. */
export const problemPageOutput = compiled(
  problemOutput.extend({
    resolvedAt: moment.nullable(),
    invited: z
      .object({
        at: moment,
        by: z.object({ kind: z.enum(["support_user", "api_token"]), name: z.string() }),
      })
      .nullable()
      .describe("who invited the person because of this problem, and when"),
    person: z
      .object({ kind: userKind, ...addedOutput.shape })
      .nullable()
      .describe(
        "the user that the reason is about: of the linked address, who left DfE, or who belongs to no organisation",
      ),
    candidates: z
      .array(candidateOutput)
      .describe("who can be invited at this address instead; at most five, best first"),
    mayAddToOrganisation: z.boolean(),
    mayAddAsSupportUser: z.boolean(),
  }),
);

/** What `inviteInstead` would do. */
export const insteadOutput = z.object({
  kind: userKind,
  person: addedOutput.describe("as invited, with the old address"),
  newEmail: z.string(),
  organisations,
  isDomainUnknown: z
    .boolean()
    .describe("whether nobody at these organisations has an address at the domain of the new one"),
  willEmailOldAddress: z.boolean().describe("false for support users, and where that address does not exist"),
});

/** The person who is now invited at the new address. */
export const invitedOutput = z.object({ kind: userKind, id: z.uuid(), ...detailsOutput.shape });

export type ListInput = z.output<typeof listInput>;
export type Problem = z.output<typeof problemOutput>;
export type ProblemPage = z.output<typeof problemPageOutput>;
export type Candidate = z.output<typeof candidateOutput>;
export type InsteadInput = z.output<typeof insteadInput>;
export type Instead = z.output<typeof insteadOutput>;
export type Invited = z.output<typeof invitedOutput>;
export type AddToOrganisationInput = z.output<typeof addToOrganisationInput>;
export type AddAsSupportUserInput = z.output<typeof addAsSupportUserInput>;
