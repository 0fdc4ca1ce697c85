// Letters that are one letter to Unicode, but two to whoever searches without them on the keyboard.
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
 * Text as searches compare it, the same for what is stored and what is typed: no case, accents, apostrophes or full
 * stops, and a hyphen is a space, so that 'st marys' finds 'St. Mary’s'. May come out empty. Whoever changes this
 * adds a migration that writes every stored copy again.
 */
export function foldForSearch(text: string): string {
  return text
    .replace(dropped, "") // before NFKD too: it would make a space of ´
    .normalize("NFKD")
    .toLowerCase()
    .replace(dropped, "")
    .replace(letter, (found) => letters[found] ?? found)
    .replace(spaces, " ")
    .trim();
}
