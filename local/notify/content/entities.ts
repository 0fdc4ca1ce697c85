import { characterEntities } from "character-entities";

/**
 * Escapes text for HTML as Notify does before it looks for Markdown: first decodes entities, which end with a semicolon
 * there, and then escapes `&`, `<` and `>`. Four entities stay as they are.
 */
export function escapeAsNotify(text: string): string {
  const parts = text.split(/(&(?:nbsp|amp|lpar|rpar);)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : escape(decode(part)))).join("");
}

/** Replaces entities, which end with a semicolon, by their characters. */
export function decode(text: string): string {
  return text.replace(
    /&(?:#(?<decimal>\d{1,10})|#x(?<hex>[0-9a-f]{1,8})|(?<name>[a-z][a-z\d]{0,31}));/gi,
    (entity, ...more) => {
      const {
        decimal,
        hex,
        name = "",
      } = more.at(-1) as Record<"decimal" | "hex" | "name", string | undefined>;
      const code = decimal ?? (hex === undefined ? undefined : `0x${hex}`);
      if (code !== undefined) return characterOf(Number(code));
      return Object.hasOwn(characterEntities, name) ? (characterEntities[name] ?? entity) : entity;
    },
  );
}

function characterOf(code: number): string {
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return String.fromCodePoint(isCharacter ? code : 0xfffd);
}

/** Quotation marks stay, because Notify leaves them. */
function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
