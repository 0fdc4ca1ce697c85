/**
 * Accents, marks in Hebrew and Arabic, invisible characters, and apostrophes of every kind: characters that searches
 * ignore. This and the other constants are the insides of a bracket expression, for JavaScript and for PostgreSQL: the
 * console folds what is typed, and the database folds what is stored. If you change one, add a migration that replaces
 * the functions of 0016-search.ts and folds all stored text again.
 */
export const ignored = [
  "\\u0300-\\u036F\\u0591-\\u05C7\\u064B-\\u065F\\u0670\\u1AB0-\\u1AFF\\u1DC0-\\u1DFF\\u20D0-\\u20FF\\uFE20-\\uFE2F",
  "\\u00AD\\u061C\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFE00-\\uFE0F\\uFEFF",
  "'`\\u00B4\\u02B9-\\u02BF\\u2018\\u2019\\u201B\\u2032\\uFF07",
].join("");

/** Spaces and control characters. */
export const spaces =
  "\\u0001-\\u0020\\u007F-\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000";

/** Punctuation and symbols. */
export const punctuation = [
  "\\u0021-\\u002F\\u003A-\\u0040\\u005B-\\u0060\\u007B-\\u007E\\u00A1-\\u00A9\\u00AB-\\u00B1\\u00B6-\\u00B8\\u00BB\\u00BF",
  "\\u00D7\\u00F7\\u02C2-\\u02DF\\u2010-\\u2027\\u2030-\\u205E\\u20A0-\\u20CF\\u2190-\\u2BFF\\u2E00-\\u2E7F",
  "\\u3001-\\u3004\\u3008-\\u3020\\u3030\\u30FB",
].join("");

/** Letters that Unicode does not decompose, and what people type instead. */
export const letters: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ı: "i",
  ς: "σ",
};

const drop = new RegExp(`[${ignored}]`, "gu");
const letter = new RegExp(`[${Object.keys(letters).join("")}]`, "gu");

/**
 * Returns text in lower case, without accents and apostrophes: 'École O’Brien' → 'ecole obrien'. The SQL function
 * `fold_letters` does the same.
 */
export function foldLetters(text: string): string {
  return text
    .replace(drop, "") // also before `normalize`, which would turn ´ into a space
    .normalize("NFKD")
    .replace(drop, "")
    .toLowerCase()
    .replace(letter, (found) => letters[found] ?? found);
}
