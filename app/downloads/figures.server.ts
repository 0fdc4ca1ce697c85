import type { Performance } from "../../server/performance/schema";
import { sectionsOf } from "../components/performance/sections";
import { byteOrderMark, csvLine } from "./csv.server";
import { csvFile } from "./csv-file.server";

/**
 * Sends all figures of the Performance page, one number a line (specification, section 15, The page). There is none for
 * a median of nobody.
 *
 * @throws {Response} 404 if there are no figures yet
 */
export function downloadFigures({ figures }: Performance): Response {
  if (figures === null) throw new Response(null, { status: 404 });
  const { medianDays } = figures.firstSignIn;
  const lines = sectionsOf(figures).flatMap(({ caption, columns: [, ...names], rows }) =>
    rows.flatMap(({ label, numbers }) =>
      numbers.map((number, index) => csvLine([caption, label, names[index] ?? "", String(number)])),
    ),
  );
  const median = csvLine([
    "Days from adding to the first sign-in",
    "Median",
    "Days",
    String(medianDays ?? ""),
  ]);
  const head = byteOrderMark + csvLine(["Figures", "Row", "Column", "Number"]);
  return csvFile(`performance-${figures.from}-to-${figures.to}.csv`, [head, ...lines, median]);
}
