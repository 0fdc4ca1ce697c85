import { ignored, letters, punctuation, spaces } from "./letters.ts";

const one = Object.entries(letters).filter(([, plain]) => plain.length === 1);
const two = Object.entries(letters).filter(([, plain]) => plain.length > 1);

const withoutLigatures = two.reduce(
  (folded, [letter, plain]) => `replace(${folded}, '${letter}', '${plain}')`,
  "folded",
);

function quote(pattern: string): string {
  return `'${pattern.replaceAll("'", "''")}'`;
}

const drop = quote(`[${ignored}]`);
const between = `${spaces}${punctuation}`;

/** SQL that creates `fold_letters`, which does the same as `foldLetters`. Text in ASCII takes the short way. */
export const createFoldLetters = `
  create function fold_letters(value text) returns text language plpgsql immutable strict parallel safe as $$
  declare
    folded text;
  begin
    if octet_length(value) = char_length(value) then
      return translate(lower(value collate "C"), '''\`', '');
    end if;
    folded := regexp_replace(value collate "C", ${drop}, '', 'g');
    folded := regexp_replace(normalize(folded, NFKD) collate "C", ${drop}, '', 'g');
    folded := lower(folded collate "und-x-icu");
    folded := ${withoutLigatures};
    return translate(folded, '${one.map(([letter]) => letter).join("")}', '${one.map(([, plain]) => plain).join("")}');
  end
  $$
`;

/**
 * SQL that creates `search_words`, which returns the text that a search for words looks in. Punctuation within a word
 * is left out, so that 'co operative', 'cooperative' and 'Co-operative' all find 'Co-operative'. 'St' and 'Saint' become
 * both, 'C of E' and 'CofE' become 'church of england' (specification, section 7, Search). The parts of a word in ASCII
 * and another script are parted, so that only a space, a letter of ASCII or a digit follows a letter of ASCII.
 */
export const createSearchWords = `
  create function search_words(value text) returns text language plpgsql immutable strict parallel safe as $$
  declare
    folded text := ' ' || replace(fold_letters(value), '&', ' and ') || ' ';
  begin
    if folded like '%c%of%e%' then
      folded := regexp_replace(folded collate "C",
        ${quote(`(?<=[${between}])c[${between}]*of[${between}]*e(?=[${between}])`)}, ' church of england ', 'g');
    end if;
    if folded like '%st%' or folded like '%saint%' then
      folded := regexp_replace(folded collate "C",
        ${quote(`(?<=[${between}])(?:st|saint)(?=[${between}])`)}, ' saint st ', 'g');
    end if;
    if folded !~ '[^a-z0-9 ]' collate "C" then
      return btrim(folded);
    end if;
    folded := regexp_replace(folded collate "C", ${quote(`[${punctuation}]+`)}, '', 'g');
    folded := regexp_replace(folded collate "C", ${quote(`(?<=[a-z0-9])(?=[^a-z0-9${spaces}])`)}, ' ', 'g');
    return btrim(regexp_replace(folded collate "C", ${quote(`[${spaces}]+`)}, ' ', 'g'));
  end
  $$
`;
