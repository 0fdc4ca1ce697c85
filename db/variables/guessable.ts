/** Words of values that somebody meant to replace. */
const placeholders =
  "change replace insert enter generate please this with your here the me secret password passwd token session key " +
  "example placeholder default sample dummy test admin console support letmein qwerty 1234567890 123456789";

/** Fewer different characters than this, beside placeholders, can be guessed. Random ones have more. */
const fewest = 6;

/**
 * Refuses a secret that can be guessed: a placeholder, a repetition, a row of neighbours such as `abcdef`, or few
 * different characters (specification, section 9, Production).
 */
export function refuseGuessable(value: string): string | undefined {
  let rest = value.toLowerCase();
  for (const word of placeholders.split(" ")) rest = rest.replaceAll(word, "");
  rest = rest.replaceAll(/[^\p{L}\p{N}]/gu, "");
  const isGuessable = new Set(rest).size < fewest || isRepetition(value) || isRow(value);
  return isGuessable ? "can be guessed: make one with `openssl rand -hex 32`" : undefined;
}

function isRepetition(value: string): boolean {
  const lengths = Array.from({ length: Math.floor(value.length / 2) }, (_, index) => index + 1);
  return lengths.some((length) => value === value.slice(0, length).repeat(value.length / length));
}

/** Whether three in four characters are equal to the one before, or next to it in the alphabet. */
function isRow(value: string): boolean {
  const codes = Array.from(value, (character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => Math.abs(code - (codes[index] ?? 0)));
  return steps.filter((step) => step <= 1).length * 4 >= steps.length * 3;
}
