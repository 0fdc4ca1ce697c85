import { outcomeCsv } from "../../server/bulk-changes/reading/outcome-csv";
import type { RowOutcome } from "../../server/bulk-changes/rows/rows";
import { csvFile } from "../downloads/csv-file.server";
import type { SignedInArgs } from "../guards.server";
import { uuidParam } from "../request.server";

/** The columns of rows that did not come from a file. */
const headings = ["First name", "Last name", "Email address", "Organisation"];

/**
 * Streams the outcome of a bulk change as a CSV file: the columns that came, then 'Outcome' and 'Problem', while it reads
 * the rows from the database in parts (specification, section 11, Reading what people bring).
 *
 * @throws {Response} 404 once the details were deleted
 */
export async function downloadOutcome({ api, params, server }: SignedInArgs): Promise<Response> {
  const bulkChangeId = uuidParam(params, "bulkChangeId");
  const { detailsDeletedAt } = await api.bulkChanges.get({ bulkChangeId });
  if (detailsDeletedAt !== null) throw new Response(null, { status: 404 });
  const { header, batches } = await server.readOutcomes(bulkChangeId);
  const part = await batches.next();
  const first = part.done ? [] : part.value;
  const isFile = first.some(({ cells }) => cells !== null);
  return csvFile("outcome.csv", outcomeCsv(isFile ? header : headings, eachOf(first, batches)));
}

async function* eachOf(first: RowOutcome[], others: AsyncIterable<RowOutcome[]>) {
  yield* first.map(toLine);
  for await (const batch of others) yield* batch.map(toLine);
}

function toLine({ cells, firstName, lastName, email, organisation, outcome, problem }: RowOutcome) {
  const columns = cells ?? [firstName, lastName, email, organisation].map((text) => text ?? "");
  return { columns, outcome, problem };
}
