import { z } from "zod";
import { compiled } from "../procedures/output.ts";
import { pageInput } from "../procedures/paging.ts";
import { foundPageOutput } from "../search/page.ts";
import { queryInput } from "../search/query.ts";

export const organisationId = z.uuid("Enter an organisation id");

export const listInput = z.strictObject({ page: pageInput, query: queryInput }).prefault({});
export const organisationInput = z.strictObject({ organisationId });

/** An organisation. A value that is not known is null. */
export const organisationOutput = compiled(
  z.object({
    id: z.uuid(),
    name: z.string(),
    type: z.string(),
    urn: z.string().nullable(),
    ukprn: z.string().nullable(),
    street: z.string().nullable(),
    town: z.string().nullable(),
    postcode: z.string().nullable(),
  }),
);

/** Arguments for Kysely's `select`. Each field of the output has the name of its column. */
export const organisationColumns = organisationOutput.keyof().options;

export const listOutput = foundPageOutput(organisationOutput);

export type Organisation = z.output<typeof organisationOutput>;
