import { z } from "zod";
import { nameSchema } from "../people/name.ts";
import { compiled, moment } from "../procedures/output.ts";
import { pageInput, pageOutput } from "../procedures/paging.ts";
import { scopes, usualDays, usualScopes } from "./scopes.ts";

/** The largest number of days until a token ends. */
const mostDays = 730;

const daysError = `Days must be a whole number between 1 and ${mostDays}`;

export const createInput = z.strictObject({
  name: nameSchema("Name").describe("the name that the activity log shows for the script"),
  scopes: z
    .array(z.enum(scopes, `A scope is ${scopes.join(", ")}`), "Select what the token may do")
    .min(1, "Select what the token may do")
    .max(scopes.length, "Select each only once")
    .default([...usualScopes]),
  days: z
    .int(daysError)
    .min(1, daysError)
    .max(mostDays, daysError)
    .default(usualDays)
    .describe("until it ends"),
});

export const createdOutput = z.object({
  id: z.uuid(),
  name: z.string(),
  token: z.string().describe("is not stored, and cannot be read again"),
});

export const tokenInput = z.strictObject({ tokenId: z.uuid("Enter a token id") });

export const listInput = z.strictObject({ page: pageInput }).prefault({});

const state = z.enum(["current", "ends_soon", "ended"]);

/** A token that is not revoked. */
export const tokenOutput = compiled(
  z.object({
    id: z.uuid(),
    name: z.string(),
    scopes: z.array(z.enum(scopes)),
    madeBy: z.string().nullable().describe("null: a command made it"),
    madeAt: moment,
    endsAt: moment.nullable().describe("null: it does not end"),
    lastUsedAt: moment.nullable().describe("to the minute; null: never"),
    state: state.describe("`ends_soon`: in 14 days or less"),
  }),
);

export const listOutput = pageOutput(tokenOutput);

export type CreateInput = z.output<typeof createInput>;
export type ApiToken = z.output<typeof tokenOutput>;
