import { formatLastSignIn } from "../components/date-time";
import { detailFields, type Details } from "../../server/people/details";
import { byteOrderMark, csvLine } from "./csv.server";
import { csvFile } from "./csv-file.server";
import { inParts, type Read } from "./parts.server";

type User = Details & { lastSignedInAt: string | null; organisations?: { name: string }[] };

/**
 * Sends a list of users as a CSV file, while it reads them from the database in parts.
 *
 * @param read reads a part of the list
 */
export async function downloadUsers<Listed extends User>(
  read: Read<Listed, string>,
  { hasOrganisations = false } = {},
): Promise<Response> {
  const head = detailFields.map(({ label }) => label);
  const columns = [...head, ...(hasOrganisations ? ["Organisations"] : []), "Last signed in"];
  return csvFile("users.csv", await inParts(byteOrderMark + csvLine(columns), read, lineOf));
}

function lineOf({ organisations, lastSignedInAt, ...user }: User): string {
  const cells = detailFields.map(({ name }) => user[name]);
  const names = organisations?.map(({ name }) => name).join("; ");
  return csvLine([...cells, ...(names === undefined ? [] : [names]), formatLastSignIn(lastSignedInAt)]);
}
