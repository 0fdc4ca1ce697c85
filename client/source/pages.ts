import type { Definition } from "./calls.ts";
import { SupportError } from "./error.ts";

type Part = { items: unknown[]; pageCount?: number; isMore?: boolean; next?: string | null };

/**
 * The items of all pages, one page at a time.
 *
 * @throws {SupportError} with the code TOO_MANY_MATCHES at the end of a list that was cut off
 */
export async function* itemsOf(
  procedure: string,
  paging: Definition["paging"],
  read: (place: { page?: number; after?: string }) => Promise<unknown>,
): AsyncGenerator<unknown, void, undefined> {
  let place: { page?: number; after?: string } | undefined = paging === "page" ? { page: 1 } : {};
  while (place !== undefined) {
    const part = (await read(place)) as Part;
    yield* part.items;
    place = paging === "page" ? nextPage(place.page, part) : nextPart(part);
    if (place === undefined && part.isMore === true) throw cutOff(procedure);
  }
}

function nextPage(page = 1, { pageCount = 1 }: Part) {
  return page < pageCount ? { page: page + 1 } : undefined;
}

function nextPart({ next }: Part) {
  return typeof next === "string" ? { after: next } : undefined;
}

function cutOff(procedure: string): SupportError {
  const message = "More than 1,000 match, and only the first 1,000 are listed. Narrow the search";
  return new SupportError(message, { procedure, code: "TOO_MANY_MATCHES" });
}
