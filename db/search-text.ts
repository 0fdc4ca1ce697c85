// Letters that Unicode does not decompose, as people type them on a keyboard without them.
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
 * Text as searches compare it, stored or typed: without case, accents, apostrophes and full stops, and with spaces for
 * hyphens, so that 'st marys' finds 'St. Mary’s'. It can be empty. A change to this needs a migration that writes every
 * stored copy again.
 */
export function foldForSearch(text: string): string {
  return text
    .replace(dropped, "") // before NFKD too, which turns ´ into a space
    .normalize("NFKD")
    .toLowerCase()
    .replace(dropped, "")
    .replace(letter, (found) => letters[found] ?? found)
    .replace(spaces, " ")
    .trim();
}
