import ts from "typescript";

/** The words of a page that documents quote. */
const pageText = "Whoever next signs in with";

/** Phrases that make a reader stop. GOV.UK's style guide asks for short, active sentences and the usual words. */
export const riddles = [
  /\bwho(m|ever|mever|soever)\b/i,
  /\b(there|here)(of|in|upon|by)\b/i,
  /\b(comes?|came|coming) to nothing\b/i,
  /\bat nought\b/i,
  /\bin the hands of\b/i,
  /\b(is|are) told as\b/i,
  /\bas far as\b/i,
  /\b(meets?|met) an error\b/i,
  /\ba call that\b/i,
  /\b(that|which) (is|are|there is) none\b/i,
  /\bthere (is|are) none of\b/i,
  /\bhas not,/i,
  /\bnobody in particular\b/i,
];

/** Each riddle in a text, as it is written there. */
export function findRiddles(text: string): string[] {
  const plain = text.replaceAll(/\s+(\*\s+|\/\/\s+)?/g, " ");
  return riddles.flatMap((riddle) => riddle.exec(plain)?.[0] ?? []);
}

/** The prose of a source file: its comments, and in a test the texts that are sentences, such as test names. */
export function readProse(path: string, source: string): string[] {
  if (path.endsWith(".md")) return [source.replaceAll(pageText, "")];
  const isTest = /\.test\.tsx?$/.test(path);
  const prose: string[] = [];
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node) => {
    const start = node.getFullStart();
    const comments = [ts.getLeadingCommentRanges(source, start), ts.getTrailingCommentRanges(source, start)];
    for (const { pos, end } of comments.flatMap((ranges) => ranges ?? [])) prose.push(source.slice(pos, end));
    if (isTest && ts.isStringLiteralLike(node) && node.text.includes(" ")) prose.push(node.text);
    node.getChildren(file).forEach(visit);
  };
  visit(file);
  return [...new Set(prose)];
}
