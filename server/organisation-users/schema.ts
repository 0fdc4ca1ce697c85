import { z } from "zod";
import { sentEmailOutput } from "../emails/list.ts";
import { describedOutput, namedOutput, organisationId, organisationOutput } from "../organisations/schema.ts";
import { compiled } from "../procedures/output.ts";
import { pageInput, pageSizeInput } from "../procedures/paging.ts";
import { showInput } from "../people/filters/shows.ts";
import { detailSchemas, detailsOutput, editingOutput, personOutput, userId } from "../people/schema.ts";
import { foundPageOutput, foundPageShape } from "../search/page.ts";
import { queryInput } from "../search/query.ts";
import { confirmed } from "../sign-in-problems/schema.ts";

/** A person to add to an organisation. */
export const personInput = z.strictObject({ organisationId, ...detailSchemas });

export const personUpdate = personInput.extend({ userId });

/** A person to add or, if there is a `userId`, to edit. */
export const personCheck = personInput.extend({ userId: userId.optional() });

/** The input of `isEmailInUse`. */
export const addressInput = z.object({
  organisationId,
  userId: userId.optional(),
  email: detailSchemas.email,
});

export const listInput = z.strictObject({ organisationId, show: showInput, page: pageInput });
export const searchInput = z
  .strictObject({
    query: queryInput,
    show: showInput,
    notSignedIn: z
      .boolean("Not signed in must be true or false")
      .default(false)
      .describe("the same as `show: 'not_signed_in'`, for callers of earlier releases"),
    page: pageInput,
  })
  .prefault({});

/** The number of users in one part of a download or an export, unless the caller asks for another. */
const pageSize = pageSizeInput(500);

/** `after` is the value of `next` in the part before; without `after`, the response is the first part. */
const partShape = { show: showInput, pageSize, after: userId.optional() };

export const downloadInput = z.strictObject({ organisationId, ...partShape });
export const downloadSearchInput = z.strictObject({ query: queryInput, ...partShape }).prefault({});

/** The largest number of organisations that an export can name. */
const mostOrganisations = 100;

/** `after` is the value of `next` on the page before; without `after`, an export begins. */
export const exportInput = z
  .strictObject({
    organisationIds: z
      .array(organisationId, "Enter a list of organisation ids")
      .min(1, "Enter an organisation id")
      .max(mostOrganisations, "Enter 100 organisation ids or fewer")
      .optional()
      .describe("whose users; all without it; the same on all pages of an export"),
    pageSize,
    after: z
      .string("After must be text")
      .max(500, "After must be 500 characters or less")
      .optional()
      .describe("`next` of the page before; without it, an export begins"),
  })
  .prefault({});

export const userInput = z.strictObject({ organisationId, userId });

/** A person in all their organisations. */
export const acrossInput = z.strictObject({ userId });

export const unlinkInput = z.strictObject({ userId, confirmed });

/** A page of an organisation's users, with the organisation, so that a page needs one query. */
export const listOutput = compiled(
  z.object({
    organisation: describedOutput,
    isChanging: z.boolean().describe("whether a bulk change to users of this organisation is in progress"),
    ...foundPageShape(personOutput),
  }),
);

/** An organisation user, with the organisations they belong to. */
export const foundOutput = personOutput.extend({
  organisations: z.array(namedOutput).describe("by name"),
});

export const searchOutput = foundPageOutput(foundOutput);

const next = z.uuid().nullable().describe("null: this is the last part");

export const downloadOutput = z.object({ items: z.array(personOutput), next });
export const downloadSearchOutput = z.object({ items: z.array(foundOutput), next });

/** A user, with one of their organisations. A user of several is in an export several times. */
const exportedOutput = personOutput.extend({
  organisation: z.object({
    id: z.uuid(),
    name: z.string(),
    urn: z.string().nullable(),
    ukprn: z.string().nullable(),
    isClosed: z.boolean(),
  }),
});

export const exportOutput = compiled(
  z.object({
    items: z.array(exportedOutput),
    next: z.string().nullable().describe("null: this is the last page"),
  }),
);

/** A user of an organisation, with the organisation and the emails to them about it. */
export const userOutput = compiled(
  personOutput.extend({
    organisation: organisationOutput,
    editing: editingOutput,
    emails: z.array(sentEmailOutput),
  }),
);

/** An email to a person, with the organisation it is about. */
const emailOutput = sentEmailOutput.extend({
  organisation: namedOutput.nullable().describe("null: about all of them"),
});

/** A person in all their organisations, with the emails to them. */
export const acrossOutput = compiled(
  foundOutput.extend({
    isLinked: z.boolean().describe("whether a DfE Sign-in account is linked"),
    emails: z.array(emailOutput),
  }),
);

/** The details that `add` or `update` would store. */
export const checkOutput = detailsOutput.extend({
  storedNameStands: z
    .boolean()
    .describe("the address already belongs to somebody; the answer has their stored name, which stays"),
});

export type PersonInput = z.output<typeof personInput>;
export type PersonCheck = z.output<typeof personCheck>;
export type PersonUpdate = z.output<typeof personUpdate>;
export type AddressInput = z.output<typeof addressInput>;
export type UserList = z.output<typeof listOutput>;
export type User = z.output<typeof userOutput>;
export type ListInput = z.output<typeof listInput>;
export type SearchInput = z.output<typeof searchInput>;
export type DownloadInput = z.output<typeof downloadInput>;
export type DownloadSearchInput = z.output<typeof downloadSearchInput>;
export type ExportInput = z.output<typeof exportInput>;
export type UserInput = z.output<typeof userInput>;
export type UserAcross = z.output<typeof acrossOutput>;
