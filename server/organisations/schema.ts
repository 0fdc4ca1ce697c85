import { z } from "zod";
import { pageInput, pageOutput } from "../procedures/paging.ts";
import { queryInput } from "../procedures/search-query.ts";

export const organisationId = z.uuid("Enter an organisation id");

export const listInput = z.strictObject({ page: pageInput, query: queryInput }).prefault({});
export const organisationInput = z.strictObject({ organisationId });

/** An organisation. Unknown values are null. */
export const organisationOutput = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string(),
  urn: z.string().nullable(),
  ukprn: z.string().nullable(),
  street: z.string().nullable(),
  town: z.string().nullable(),
  postcode: z.string().nullable(),
});

/** How a query selects an organisation: each field is a column of the same name. */
export const organisationColumns = organisationOutput.keyof().options;

export const listOutput = pageOutput(organisationOutput);

export type Organisation = z.output<typeof organisationOutput>;
