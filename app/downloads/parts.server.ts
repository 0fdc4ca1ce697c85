type Part<Item, After> = { items: Item[]; next: After | null };

/** Which part of a list: from its beginning or after an item, and of how many items if not as many as usual. */
type Wanted<After> = { after?: After; pageSize?: number };

/** Reads a part of a list. */
export type Read<Item, After> = (wanted: Wanted<After>) => Promise<Part<Item, After>>;

/** The number of items in the first part. Fewer than in others, so that a long file begins as soon as a short one. */
const firstSize = 50;

/**
 * Returns the text of a file, part by part: its first line, and a line for each item. A part is read when the one before
 * was taken, so however long the list is, only one is in memory. Reads the first part before it returns, so that an error
 * of the procedure has its page.
 */
export async function inParts<Item, After>(
  head: string,
  read: Read<Item, After>,
  lineOf: (item: Item) => string,
): Promise<AsyncGenerator<string>> {
  return linesOf(head, await read({ pageSize: firstSize }), read, lineOf);
}

async function* linesOf<Item, After>(
  head: string,
  first: Part<Item, After>,
  read: Read<Item, After>,
  lineOf: (item: Item) => string,
): AsyncGenerator<string> {
  yield head;
  for (let part = first; ;) {
    yield part.items.map(lineOf).join("");
    if (part.next === null) return;
    part = await read({ after: part.next });
  }
}
