import { normaliseName } from "./name.ts";

/**
 * One line of text in the form in which it is stored: as a name, with control characters as spaces (specification,
 * section 3, Input).
 */
export function plainText(text: string): string {
  return normaliseName(text.replace(/\p{Cc}/gu, " "));
}
