/** The headings within each section of the specification, by the section's number. */
export type Sections = Map<string, Set<string>>;

// A part ends where its bracket, clause or line does.
const citation = /\bspecification,\s+section ?(?<section>\w*)(?:,\s+(?<part>[^),.;:"`*\n]+))?/gi;
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

/**
 * The citations in a source that lead nowhere: `specification, section 3, Input` cites a section, and a heading within
 * it where there is a second comma.
 */
export function findBrokenCitations(source: string, sections: Sections): string[] {
  const cited = [...source.replaceAll(nextLineOfComment, " ").matchAll(citation)];
  return cited.filter(({ groups }) => !resolves(groups, sections)).map(([text]) => text);
}

function resolves(
  { section = "", part }: Record<string, string | undefined> = {},
  sections: Sections,
): boolean {
  const headings = sections.get(section);
  return headings !== undefined && (part === undefined || headings.has(part.trim()));
}
