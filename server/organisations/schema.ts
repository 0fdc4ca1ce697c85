import { z } from "zod";
import { compiled } from "../procedures/output.ts";
import { pageInput } from "../procedures/paging.ts";
import { foundPageOutput } from "../search/page.ts";
import { queryInput } from "../search/query.ts";

export const organisationId = z.uuid("Enter an organisation id");

export const listInput = z
  .strictObject({
    page: pageInput,
    query: queryInput,
    includeClosed: z
      .boolean("Include closed must be true or false")
      .default(false)
      .describe("whether organisations that have closed are listed too; to their own users they always are"),
  })
  .prefault({});

function number(label: string) {
  const error = `${label} must be text of 1 to 50 characters`;
  return z.string(error).trim().min(1, error).max(50, error).optional();
}

/** Names an organisation in one of three ways. */
export const organisationInput = z
  .strictObject({
    organisationId: organisationId.optional(),
    urn: number("URN"),
    ukprn: number("UKPRN"),
  })
  .refine((names) => Object.values(names).filter(Boolean).length === 1, {
    message: "Enter a URN, a UKPRN or an organisation id",
    path: ["organisationId"],
  })
  .describe("exactly one of the fields");

/** What is stored about an organisation in columns of the same names. A value that is not known is null. */
export const stored = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string(),
  urn: z.string().nullable(),
  ukprn: z.string().nullable(),
  street: z.string().nullable(),
  town: z.string().nullable(),
  postcode: z.string().nullable(),
});

/** What names an organisation where something else is about it. Pages show whether it has closed beside the name. */
export const namedOutput = z.object({ id: z.uuid(), name: z.string(), isClosed: z.boolean() });

/** An organisation, as in lists. */
export const organisationOutput = compiled(
  stored.extend({
    isClosed: z.boolean(),
    closedOn: z.iso.date().nullable().describe("when it closed; null: it is open, or the date is not known"),
  }),
);

const successor = z.object({
  ...namedOutput.shape,
  isDirect: z.boolean().describe("false: it replaced a successor that has closed too"),
  hasAllUsers: z.boolean().describe("whether all users of the closed organisation belong to it too"),
});

/** An organisation, with what replaced it if it has closed. */
export const describedOutput = compiled(
  organisationOutput.extend({
    successors: z.array(successor).describe("by name; none if the organisation is open"),
  }),
);

export const listOutput = compiled(
  foundPageOutput(organisationOutput).extend({
    closedLeftOut: z
      .int()
      .describe("how many organisations that have closed match `query` but are left out, at most 1,000"),
  }),
);

export type NamedOrganisation = z.output<typeof namedOutput>;
export type Organisation = z.output<typeof organisationOutput>;
export type DescribedOrganisation = z.output<typeof describedOutput>;
export type Successor = z.output<typeof successor>;
export type OrganisationInput = z.output<typeof organisationInput>;
export type ListInput = z.output<typeof listInput>;
