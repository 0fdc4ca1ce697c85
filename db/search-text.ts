// Replacements for letters that Unicode does not decompose: what people type if their keyboard lacks the letter.
const letters: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

const letter = new RegExp(`[${Object.keys(letters).join("")}]`, "gu");
const dropped = /[\p{M}\p{Cf}'’‘ʼ`´.]/gu;
const spaces = /[\s\p{Cc}\p{Pd}]+/gu;

/**
 * Converts text, both stored and typed, to the form that searches compare: lower case, no accents, apostrophes or full
 * stops, and spaces for hyphens, so that 'st marys' finds 'St. Mary’s'. The result can be empty. If you change this,
 * add a migration that converts all stored text again.
 */
export function foldForSearch(text: string): string {
  return text
    .replace(dropped, "") // also before `normalize`, which would turn ´ into a space
    .normalize("NFKD")
    .toLowerCase()
    .replace(dropped, "")
    .replace(letter, (found) => letters[found] ?? found)
    .replace(spaces, " ")
    .trim();
}
