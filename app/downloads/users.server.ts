import { formatLastSignIn } from "../components/date-time";
import { detailFields, type Details } from "../../server/people/details";
import { byteOrderMark, csvLine } from "./csv.server";
import { csvFile } from "./csv-file.server";

type User = Details & { lastSignedInAt: string | null; organisations?: { name: string }[] };

type Part<Listed extends User> = { items: Listed[]; next: string | null };

/**
 * Sends a list of users as a CSV file, while it reads them from the database in parts. Reads the first part before it
 * returns, so that an error of the procedure has its page.
 *
 * @param read reads the first part, or the part after a user
 */
export async function downloadUsers<Listed extends User>(
  read: (after?: string) => Promise<Part<Listed>>,
  { hasOrganisations = false } = {},
): Promise<Response> {
  return csvFile("users.csv", csvOf(await read(), read, hasOrganisations));
}

async function* csvOf<Listed extends User>(
  first: Part<Listed>,
  read: (after: string) => Promise<Part<Listed>>,
  hasOrganisations: boolean,
): AsyncGenerator<string> {
  const head = detailFields.map(({ label }) => label);
  yield byteOrderMark + csvLine([...head, ...(hasOrganisations ? ["Organisations"] : []), "Last signed in"]);
  for (let part = first; ;) {
    yield part.items.map(lineOf).join("");
    if (part.next === null) return;
    part = await read(part.next);
  }
}

function lineOf({ organisations, lastSignedInAt, ...user }: User): string {
  const cells = detailFields.map(({ name }) => user[name]);
  const names = organisations?.map(({ name }) => name).join("; ");
  return csvLine([...cells, ...(names === undefined ? [] : [names]), formatLastSignIn(lastSignedInAt)]);
}
