import { foldLetters, punctuation, spaces } from "../../db/search/letters.ts";
import { normaliseEmail } from "../people/email.ts";

/** The largest number of different words that a search looks for. It ignores those after them. */
export const mostWords = 8;

/** The labels of numbers, and the character that stands before such a number where it is stored. */
const labels = new Map([
  ["urn", "#"],
  ["ukprn", "~"],
]);

const inBrackets = /<([^<>\s@]*@[^<>\s]*)>/u;
const betweenPieces = /[\s,;:<>()[\]"]+/u;
const between = new RegExp(`[${spaces}${punctuation}]+`, "gu");
const labelled = /^(urn|ukprn)(\d+)$/;
/** The end of a part in ASCII. The database stores the parts of a word in two scripts as two words. */
const scriptEnd = /(?<=[a-z0-9])(?=[^a-z0-9])/u;

/**
 * Returns the words that a search looks for, in the form in which the database stores text: every one of them must be
 * part of it (specification, section 7, Search). The list is empty if the query has neither letters nor numbers.
 *
 * @param query as `normaliseQuery` returns it
 */
export function searchWords(query: string): string[] {
  const address = inBrackets.exec(query)?.[1];
  const tokens = (address ?? query).split(betweenPieces).flatMap(splitPiece).filter(Boolean);
  const words = [...new Set(readTokens(tokens).flatMap((word) => word.split(scriptEnd)))];
  // A word that is part of another one says nothing more.
  return words
    .filter((word) => !words.some((other) => other !== word && other.includes(word)))
    .slice(0, mostWords);
}

/** Splits text without spaces at its punctuation. An email address stays one word, so that it finds only that address. */
function splitPiece(piece: string): string[] {
  if (piece.includes("@")) return [foldLetters(normaliseEmail(piece)).replace(between, "")];
  const folded = foldLetters(piece).replaceAll("&", " and ");
  return folded.split(between);
}

/** Replaces the words that have another form: numbers with a label, 'St', 'C of E' and 'CofE'. */
function readTokens(tokens: string[]): string[] {
  const words: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const [token = "", next = "", third] = tokens.slice(at);
    const [, label = token, number = next] = labelled.exec(token) ?? [];
    const mark = labels.get(label);
    if (mark !== undefined && /^\d+$/.test(number)) {
      words.push(mark + number);
      at += label === token ? 1 : 0;
    } else if (token === "cofe" || (token === "c" && next === "of" && third === "e")) {
      words.push("church", "of", "england");
      at += token === "c" ? 2 : 0;
    } else if (token === "st" && next !== "") {
      words.push("saint"); // at the end it may also be the start of a word
    } else {
      words.push(token);
    }
  }
  return words;
}
