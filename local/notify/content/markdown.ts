import { escapeHtml } from "../../stand-in/page.ts";

/**
 * Renders Notify's Markdown as HTML: headings, lists, inset text, horizontal rules and links. Notify has no bold,
 * italics or HTML, so all other text is shown unchanged.
 */
export function renderMarkdown(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .split(/\n{2,}/)
    .flatMap(splitBlock)
    .map(renderBlock)
    .join("\n");
}

// A heading is always a single line. The lines after it are a new block, even without an empty line in between.
function splitBlock(block: string): string[] {
  const [first = "", ...rest] = block.split("\n");
  return /^ *#/.test(first) && rest.length > 0 ? [first, ...splitBlock(rest.join("\n"))] : [block];
}

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
  const heading = /^ *(#{1,2}) *([^#].*)$/.exec(block);
  if (heading) return renderHeading(heading[1] ?? "#", heading[2] ?? "");
  if (every(bullet)) return `<ul>${items(bullet)}</ul>`;
  if (every(number)) return `<ol>${items(number)}</ol>`;
  if (every(inset)) return `<blockquote>${renderMarkdown(strip(inset).join("\n"))}</blockquote>`;
  return `<p>${renderLines(lines)}</p>`;
}

// The levels start at h3, because the mailbox page has an h1, and an h2 for each email.
const renderHeading = (marks: string, text: string) => {
  const level = marks.length + 2;
  return `<h${level}>${renderInline(text)}</h${level}>`;
};

const renderLines = (lines: string[]) => lines.map(renderInline).join("<br>");

const inline =
  /\\([\\`[\]#*^•>+.-])|\[([^\]\\]+)\]\((https?:\/\/[^\s()<]+)\)|(https?:\/\/[^\s<]*[^\s<.,:"')\]])/g;

function renderInline(text: string): string {
  let html = "";
  let end = 0;
  for (const match of text.matchAll(inline)) {
    const [all, escaped, label, target, address] = match;
    html += escapeHtml(text.slice(end, match.index));
    html +=
      escaped === undefined ? link(target ?? address ?? "", label ?? address ?? "") : escapeHtml(escaped);
    end = match.index + all.length;
  }
  return html + escapeHtml(text.slice(end));
}

const link = (address: string, label: string) => `<a href="${escapeHtml(address)}">${escapeHtml(label)}</a>`;
