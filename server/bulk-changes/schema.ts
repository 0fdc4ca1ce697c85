import { z } from "zod";
import { idempotencyKey } from "../idempotency/schema.ts";
import { namedOutput, organisationId } from "../organisations/schema.ts";
import { showInput } from "../people/filters/shows.ts";
import { userId } from "../people/schema.ts";
import { compiled, moment } from "../procedures/output.ts";
import { pageInput, pageOutput, pageShape } from "../procedures/paging.ts";
import { queryInput } from "../search/query.ts";

/** The largest number of rows of a bulk change, of columns in a row, and of characters in a cell. */
export const mostRows = 10_000;
export const mostColumns = 50;
export const longestCell = 1_000;

/** The largest size of what is pasted or uploaded, in bytes. */
export const mostBytes = 2 * 1024 * 1024;

export const bulkChangeId = z.uuid("Enter a bulk change id");

const cell = z
  .string("Each cell must be text")
  .max(longestCell, `Each cell must be ${longestCell} characters or less`);
const cells = z.array(cell).max(mostColumns, `There must be ${mostColumns} columns or fewer`);

/**
 * One person to add, as typed: rows with faults are stored with their messages. `number` and `cells` are those of a file,
 * for the page and the outcome.
 */
const rowToAdd = z.strictObject({
  number: z
    .int()
    .min(1)
    .optional()
    .describe("the row's number in the file; without it, its place among `rows`"),
  cells: cells.optional().describe("the whole row as it came, for the download of the outcome"),
  firstName: cell.default(""),
  lastName: cell.default(""),
  email: cell.default(""),
  urn: cell.default(""),
  ukprn: cell.default(""),
  organisationId: organisationId.optional().describe("in place of `urn` and `ukprn`"),
});

/** One person to invite again or to remove. Without an organisation, the bulk change's `organisationId` counts. */
const userOf = z.strictObject({
  userId,
  organisationId: organisationId
    .optional()
    .describe("without it: invite about the organisation last invited to, or remove from all"),
});

/** What was pasted, or the name of the file. The form shows it again. */
const source = z.strictObject({
  pasted: z.string().max(mostBytes).optional(),
  fileName: z.string().max(255).optional(),
  header: cells.optional().describe("the first row of the file, if it named the columns"),
});

/** All people that a list shows, rather than those of one page. */
const all = z.strictObject({ query: queryInput, show: showInput });

const tooMany = "There must be 10,000 users or fewer";
const users = z.array(userOf).min(1, "Select a user").max(mostRows, tooMany);

/** What to do, and one of the ways to name the people. */
export const checkInput = z
  .strictObject({
    kind: z.enum(["add", "invite_again", "remove"], "Enter a kind of bulk change"),
    bulkChangeId: bulkChangeId
      .optional()
      .describe("checks again in place of an earlier check; without it, a new bulk change"),
    organisationId: organisationId.optional().describe("all rows are for this organisation"),
    rows: z
      .array(rowToAdd)
      .min(1, "Enter a user")
      .max(mostRows, tooMany)
      .optional()
      .describe("the people to add"),
    source: source.optional(),
    users: users.optional().describe("the people to invite again or remove"),
    all: all.optional().describe("in place of `users`: all that a list shows"),
    usersOf: organisationId
      .optional()
      .describe("to add: all users of this organisation, to add to `organisationId`"),
    retryOf: bulkChangeId.optional().describe("takes the rows not done of this bulk change"),
    undoOf: bulkChangeId.optional().describe("to remove: takes the users that this bulk change added"),
    idempotencyKey,
  })
  .refine(hasOneSource, {
    path: ["kind"],
    error: "Give one of rows, users, all, usersOf, retryOf or undoOf, as the kind allows",
  })
  .refine(({ usersOf, organisationId }) => usersOf === undefined || organisationId !== undefined, {
    path: ["organisationId"],
    error: "Enter the organisation to add the users to",
  });

/** For each kind of bulk change, the fields of the input that can name the people. */
const waysIn = {
  add: ["rows", "usersOf", "retryOf"],
  invite_again: ["users", "all", "retryOf"],
  remove: ["users", "all", "retryOf", "undoOf"],
};

function hasOneSource({ kind, ...input }: { kind: keyof typeof waysIn } & Record<string, unknown>): boolean {
  const given = [...new Set(Object.values(waysIn).flat())].filter((name) => input[name] !== undefined);
  return given.length === 1 && given.every((name) => waysIn[kind].includes(name));
}

export const startInput = z.strictObject({ bulkChangeId });
export const getInput = z.strictObject({
  bulkChangeId,
  withSource: z.boolean().default(false).describe("also answers what was pasted; only until the start"),
});

/** Which rows a page shows. */
export const rowsShown = z.enum(
  ["all", "done", "nothing_to_do", "not_done"],
  "Show must be all, done, nothing_to_do or not_done",
);

export const rowsInput = z.strictObject({ bulkChangeId, show: rowsShown.default("all"), page: pageInput });

export const listInput = z
  .strictObject({
    organisationId: organisationId.optional().describe("those that have a row for this organisation"),
    isRunning: z.literal(true).optional().describe("only those that are in progress"),
    page: pageInput,
  })
  .prefault({});

export const bulkChangeKind = z.enum(["add", "invite_again", "remove"]);

/** What the check found for a row. Rows whose verdict begins with 'will_be' have something to do. */
export const verdict = z.enum([
  "will_be_added",
  "will_be_linked",
  "will_be_invited",
  "will_be_removed",
  "already_belongs",
  "already_removed",
  "just_invited",
  "signed_in",
  "refused",
]);

/** What became of a row. 'refused': a rule forbids it, see the row's problem. 'failed': an error of the console. */
export const outcome = z.enum([
  "added",
  "linked",
  "invited",
  "removed",
  "already_belongs",
  "already_removed",
  "just_invited",
  "signed_in",
  "refused",
  "failed",
  "stopped",
]);

/** 'unstarted': checked. 'running': rows are being done. 'finished': all rows were done. 'stopped': the rest will not be. */
const state = z.enum(["unstarted", "running", "finished", "stopped"]);

const count = z.int().min(0);

/** The schema of an object with a number for each value of an enumeration. */
function countsOf<Name extends string>({ options }: { options: Name[] }) {
  const entries = options.map((name) => [name, count]);
  return z.object(Object.fromEntries(entries) as Record<Name, typeof count>);
}

/** A bulk change as in the list. */
export const bulkChangeOutput = z.object({
  id: z.uuid(),
  kind: bulkChangeKind,
  state,
  organisation: namedOutput.nullable().describe("null: rows name theirs"),
  startedBy: z
    .object({ kind: z.enum(["support_user", "api_token"]), id: z.uuid(), name: z.string() })
    .nullable()
    .describe("null until the start"),
  checkedAt: moment,
  startedAt: moment.nullable(),
  finishedAt: moment.nullable().describe("when the last row was done, or when it was stopped"),
  total: count.describe("all rows"),
  toDo: count.describe("the rows that the check found something to do for"),
  worked: count.describe("of these, the rows that have an outcome"),
  done: count.describe("rows that were added, linked, invited or removed"),
  nothingToDo: count,
  notDone: count.describe("rows that were refused, failed or stopped"),
});

/** A bulk change with what its own pages show. */
export const describedOutput = bulkChangeOutput.extend({
  verdicts: countsOf(verdict).describe("how many rows the check found of each"),
  outcomes: countsOf(outcome).describe("how many rows have each outcome"),
  emails: count.describe("how many emails the rows to do send"),
  people: count.describe("how many people the rows to do are about"),
  organisations: count.describe("how many organisations the rows to do are about"),
  stoppedBecause: z
    .string()
    .nullable()
    .describe("'Stopped', or why it stopped by itself, in words; null unless it was stopped"),
  canRetry: z.boolean().describe("rows not done can be tried again with `retryOf`"),
  canUndo: z.boolean().describe("users were added, and can be removed with `undoOf`"),
  detailsDeletedAt: moment.nullable().describe("when the rows were deleted; the counts stay"),
  fileName: z.string().nullable(),
  pasted: z.string().nullable().describe("null unless asked for"),
});

/** A row: what was typed, what the check found and what became of it. */
export const rowOutput = z.object({
  position: z.int().describe("counts from 1"),
  number: z.int().nullable().describe("the row's number in the file"),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  email: z.string().nullable(),
  urn: z.string().nullable().describe("as typed"),
  ukprn: z.string().nullable().describe("as typed"),
  organisation: namedOutput.nullable(),
  userId: z.uuid().nullable(),
  storedName: z
    .string()
    .nullable()
    .describe("the name of the person with the address, if it differs and stays"),
  verdict,
  outcome: outcome.nullable().describe("null: not done yet"),
  outcomeText: z.string().nullable().describe("the outcome in words"),
  problem: z.string().nullable().describe("why nothing is done for this row, in words"),
});

export const rowsOutput = compiled(z.object(pageShape(rowOutput)));

export const listOutput = pageOutput(bulkChangeOutput);

export type CheckInput = z.output<typeof checkInput>;
export type RowToAdd = z.output<typeof rowToAdd>;
export type RowsInput = z.output<typeof rowsInput>;
export type ListInput = z.output<typeof listInput>;
export type GetInput = z.output<typeof getInput>;
export type Verdict = z.output<typeof verdict>;
export type Outcome = z.output<typeof outcome>;
export type BulkChange = z.output<typeof bulkChangeOutput>;
export type DescribedBulkChange = z.output<typeof describedOutput>;
export type Row = z.output<typeof rowOutput>;
