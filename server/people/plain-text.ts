import { normaliseName } from "./name.ts";

/** One line of text as it is stored: control characters count as spaces, else as in a name (specification, section 3, Input). */
export function plainText(text: string): string {
  return normaliseName(text.replace(/\p{Cc}/gu, " "));
}
