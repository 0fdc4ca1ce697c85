/** Decodes percent-encoded text. A malformed one is undefined. */
export function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
