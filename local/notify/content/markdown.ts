import { decode, escapeAsNotify } from "./entities.ts";

/** A backslash, and the character of Markdown that it makes an ordinary one. */
const escaped = /\\([\\`*{}[\]()#+\-.!_>~|])/g;

/**
 * Renders the body of an email as the real Notify does: decodes entities and escapes HTML first, then makes HTML of its
 * Markdown: headings, lists, inset text, horizontal rules and links. Notify has no bold, italics or HTML, so all other
 * text is shown unchanged. Last, it removes spaces before full stops and commas.
 */
export function renderMarkdown(text: string): string {
  const supported = text.replaceAll("\r\n", "\n").replaceAll("\u2028", "");
  return renderBlocks(escapeAsNotify(supported)).replace(/[ \t]+(?=[.,])/g, "");
}

/** The body of an email as text: entities and escaped characters as a reader sees them, with the marks of its Markdown. */
export function readableText(text: string): string {
  return decode(text).replaceAll(escaped, "$1");
}

function renderBlocks(html: string): string {
  return html
    .split(/\n{2,}/)
    .flatMap(splitBlock)
    .map(renderBlock)
    .join("\n");
}

const underline = /^ *(?:=+|-+) *$/;

// A heading is a single line, or a line that is underlined. The lines after it are a new block, even without an empty
// line in between.
function splitBlock(block: string): string[] {
  const [first = "", second = "", ...rest] = block.split("\n");
  const isUnderlined = first.trim() !== "" && underline.test(second);
  const after = isUnderlined ? rest : second === "" && rest.length === 0 ? [] : [second, ...rest];
  if (isUnderlined) return [`${second.includes("=") ? "#" : "##"} ${first}`, ...splitRest(after)];
  return /^ *#/.test(first) ? [first, ...splitRest(after)] : [block];
}

const splitRest = (lines: string[]) => (lines.length > 0 ? splitBlock(lines.join("\n")) : []);

// As in Notify, the space after the mark is optional, so even '1.smith@example.com' can become a list.
const bullet = /^ *[*•-] */;
const number = /^ *\d+\. */;
const inset = /^ *\^ ?/;

function renderBlock(block: string): string {
  const lines = block.split("\n").filter((line) => line.trim() !== "");
  const every = (pattern: RegExp) => lines.length > 0 && lines.every((line) => pattern.test(line));
  const strip = (pattern: RegExp) => lines.map((line) => line.replace(pattern, ""));
  const items = (pattern: RegExp) =>
    strip(pattern)
      .map((line) => `<li>${renderInline(line)}</li>`)
      .join("");
  if (lines.length === 0) return "";
  if (/^ *([-*_] *){3,}$/.test(block)) return "<hr>";
  const heading = /^ *(#{1,6}) *(.+?) *#* *$/.exec(block);
  if (heading) return renderHeading(heading[1] ?? "#", heading[2] ?? "");
  if (every(bullet)) return `<ul>${items(bullet)}</ul>`;
  if (every(number)) return `<ol>${items(number)}</ol>`;
  if (every(inset)) return `<blockquote>${renderBlocks(strip(inset).join("\n"))}</blockquote>`;
  return `<p>${lines.map(renderInline).join("<br>")}</p>`;
}

// The levels start at h3, because the mailbox page has an h1, and an h2 for each email. Notify has two levels.
const renderHeading = (marks: string, text: string) => {
  const element = marks.length > 2 ? "p" : `h${marks.length + 2}`;
  return `<${element}>${renderInline(text)}</${element}>`;
};

const labelled = /(!?)\[([^[\]]*)\]\(\s*([^)]*?)\s*\)/;
const withScheme = /(https?:\/\/[^\s<]+[^<.,:"')\]\s])/;

// A character after a backslash, an image or link with a label, or an address with a scheme: anywhere, and in lower case.
const inline = new RegExp([escaped, labelled, withScheme].map(({ source }) => source).join("|"), "g");

function renderInline(text: string): string {
  let html = "";
  let end = 0;
  for (const match of text.matchAll(inline)) {
    const [all, character, image, label, target = "", address] = match;
    html += text.slice(end, match.index);
    if (character !== undefined) html += character;
    else if (address !== undefined) html += link(address, address);
    else if (image === "") html += link(target, label ?? ""); // Notify leaves images out
    end = match.index + all.length;
  }
  return html + text.slice(end);
}

/** Notify links to any address. So that the mailbox page stays safe, an address with another scheme leads nowhere. */
function link(address: string, label: string): string {
  const isSafe = /^(?:https?:\/\/|mailto:)/i.test(address) || !address.includes(":");
  return `<a href="${(isSafe ? "" : "unsafe:") + address.replaceAll('"', "&quot;")}">${label}</a>`;
}
