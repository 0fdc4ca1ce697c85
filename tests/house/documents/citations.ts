/** The headings within each section of the specification, by the section's number. */
export type Sections = Map<string, Set<string>>;

/** A section that a source cites and, where there is one, the heading within it. */
export type Citation = { text: string; section: string; part: string | undefined };

// A part ends where its bracket, clause or line does. A second citation follows a semicolon.
const citation =
  /(?:\bspecification,\s+section ?|;\s+section (?=\d))(?<section>\w*)(?:,\s+(?<part>[^),.;:"`*\n]+))?/gi;
const nextLineOfComment = /\s*\n\s*(?:\*|\/\/)\s+/g;

/** Reads the sections of a page whose headings are `## 3. Rules` and, within it, `### Input`. */
export function readSections(page: string): Sections {
  const sections: Sections = new Map();
  let headings = new Set<string>();
  for (const [, level = "", number, heading = ""] of page.matchAll(/^(#{2,}) (?:(\d+)\. )?(.+)$/gm)) {
    if (level !== "##") headings.add(heading);
    else if (number !== undefined) sections.set(number, (headings = new Set()));
  }
  return sections;
}

/** Finds what a source cites, in the form of `specification, section 3, Input; section 4`. */
export function findCitations(source: string): Citation[] {
  const found = source.replaceAll(nextLineOfComment, " ").matchAll(citation);
  return Array.from(found, ({ 0: text, groups: { section = "", part } = {} }) => ({
    text,
    section,
    part: part?.trim(),
  }));
}

/** Whether the specification has the section, and the heading within it, that are cited. */
export function isThere({ section, part }: Citation, sections: Sections): boolean {
  const headings = sections.get(section);
  return headings !== undefined && (part === undefined || headings.has(part));
}
