type Part<Item, After> = { items: Item[]; next: After | null };

/** Reads the first part of a list, or the part after an item. */
export type Read<Item, After> = (after?: After) => Promise<Part<Item, After>>;

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
  return linesOf(head, await read(), read, lineOf);
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
    part = await read(part.next);
  }
}
