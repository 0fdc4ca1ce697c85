/** The largest file and the longest pasted text that are read, in bytes: what the form calls 2MB. */
export const largestFile = 2 * 1024 * 1024;

/** How many rows a bulk change can have. */
export const largestRowCount = 10_000;

/** How many columns a file can have, empty ones at the end aside. */
export const largestWidth = 50;

/** How many characters of a cell are read and kept, in UTF-16 code units. */
export const longestCell = 1_000;
