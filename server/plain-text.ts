import { normaliseName } from "./people/name.ts";

/** One line of text as it is stored: control characters count as spaces, else as in a name (SPEC §3, Input). */
export function plainText(text: string): string {
  return normaliseName(text.replace(/\p{Cc}/gu, " "));
}
