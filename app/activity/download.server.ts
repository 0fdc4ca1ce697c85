import { kindNames, sentenceOf } from "../components/activity/activity-words";
import { formatDateTime } from "../components/date-time";
import { byteOrderMark, csvLine } from "../downloads/csv.server";
import { inParts, type Read } from "../downloads/parts.server";
import { csvFile } from "../downloads/csv-file.server";
import type { ActivityEntry } from "../../server/activity/schema";

const headings = [
  "Date and time",
  "Kind of activity",
  "Who did it",
  "What happened",
  "About",
  "Email address",
  "Organisation",
];

/** Sends entries of the activity log as a CSV file, while it reads them from the database in parts. */
export async function downloadActivity(read: Read<ActivityEntry, number>): Promise<Response> {
  return csvFile("activity.csv", await inParts(byteOrderMark + csvLine(headings), read, lineOf));
}

function lineOf(entry: ActivityEntry): string {
  const { at, kind, actor, subject, organisation } = entry;
  return csvLine([
    formatDateTime(at),
    kindNames[kind],
    actor.kind === "system" ? "The system" : (actor.name ?? ""),
    sentenceOf(entry),
    subject?.name ?? "",
    subject?.email ?? "",
    organisation?.name ?? "",
  ]);
}
