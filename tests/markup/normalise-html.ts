type Token = { kind: "text"; text: string } | { kind: "start" | "end"; name: string; markup: string };

type Line = { lines: string[]; hasSpace: boolean; isStart: boolean };

const inline = new Set(["a", "abbr", "b", "code", "em", "i", "small", "span", "strong"]);
const replaced = new Set(["button", "svg"]);
const empty = new Set(["hr", "input"]);
const entities: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  ctdot: "⋯",
  nbsp: "\u00a0",
};

const tokenPattern = /<(\/?)([a-z][a-z0-9-]*)((?:\s+[^\s=>"'/]+(?:="[^"]*"|='[^']*')?)*)\s*(\/?)>|([^<]+)/giy;
const attributePattern = /([^\s=>"'/]+)(?:="([^"]*)"|='([^']*)')?/g;

/**
 * HTML as a list of tags and texts. Two pieces that a browser shows alike give equal lists: attributes are
 * sorted, entities decoded and spaces collapsed. Throws on what the fixtures do not use, such as comments and
 * unknown entities.
 */
export function normaliseHtml(html: string): string[] {
  const line: Line = { lines: [], hasSpace: false, isStart: true };
  for (const token of tokenise(html)) {
    if (token.kind === "text") addText(line, token.text);
    else addTag(line, token);
  }
  return line.lines;
}

function addText(line: Line, raw: string) {
  const text = raw.replace(/[ \t\r\n\f]+/g, " ");
  const trimmed = text.replace(/^ | $/g, "");
  line.hasSpace ||= text.startsWith(" ") && !line.isStart;
  if (trimmed === "") return;
  line.lines.push(JSON.stringify(line.hasSpace ? ` ${trimmed}` : trimmed));
  line.hasSpace = text.endsWith(" ");
  line.isStart = false;
}

function addTag(line: Line, { kind, name, markup }: Extract<Token, { name: string }>) {
  const isBlock = !inline.has(name) && !replaced.has(name) && name !== "input";
  if (isBlock || (replaced.has(name) && kind === "end")) {
    line.hasSpace = false;
  } else if (kind === "start" && line.hasSpace) {
    // A space before an inline end tag moves after it, if more text follows.
    line.lines.push(JSON.stringify(" "));
    line.hasSpace = false;
    line.isStart = true;
  }
  line.lines.push(markup);
  if (!inline.has(name)) line.isStart = isBlock || (replaced.has(name) && kind === "start");
}

function* tokenise(html: string): Generator<Token> {
  let end = 0;
  for (const match of html.matchAll(tokenPattern)) {
    const [whole, slash, tag, attributes = "", selfClosing, text] = match;
    end = match.index + whole.length;
    if (tag === undefined) {
      yield { kind: "text", text: decode(text ?? "") };
      continue;
    }
    const name = tag.toLowerCase();
    if (!slash) yield { kind: "start", name, markup: `<${[name, ...sortAttributes(attributes)].join(" ")}>` };
    if (slash || (selfClosing && !empty.has(name))) yield { kind: "end", name, markup: `</${name}>` };
  }
  if (end !== html.length) throw new Error(`Not understood: ${html.slice(end, end + 80)}`);
}

function sortAttributes(attributes: string): string[] {
  return [...attributes.matchAll(attributePattern)]
    .map(([, name = "", double, single]) => {
      const value = decode(double ?? single ?? "");
      const isClass = name.toLowerCase() === "class";
      return `${name.toLowerCase()}=${JSON.stringify(isClass ? value.trim().replace(/\s+/g, " ") : value)}`;
    })
    .sort();
}

function decode(text: string): string {
  return text.replace(
    /&(?:#x([\da-f]+)|#(\d+)|([a-z]+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      const code = hex ? parseInt(hex, 16) : Number(decimal);
      const character = hex || decimal ? String.fromCodePoint(code) : entities[name ?? ""];
      if (character === undefined) throw new Error(`Unknown entity: ${whole}`);
      return character;
    },
  );
}
