import { format } from "prettier";
import type { Field } from "../../../server/openapi/fields.ts";
import type { Block, Section } from "../../../server/openapi/guide/guide.ts";
import { readIntroduction } from "../../../client/package/package.ts";
import { describeApi, type Entry } from "../../../server/openapi/reference.ts";

/** The text of docs/procedures.md, from the router. */
export function writeProceduresPage(): Promise<string> {
  const { guide, procedures } = describeApi();
  const [start, ...rest] = guide.map(writeSection);
  const client = `## The client\n\n${readIntroduction()}`;
  const page = [introduction, start, client, ...rest, ...procedures.map(writeProcedure)].join("\n\n");
  return format(page, { parser: "markdown" });
}

const introduction = `# Procedures

A script can do everything that the console's pages do. It calls these procedures over HTTP at \`/api/trpc\`, with an API
token. This page is generated from the code: after a change, run \`npm run generate\`.`;

function writeSection({ heading, blocks }: Section): string {
  return [`## ${heading}`, ...blocks.map(writeBlock)].join("\n\n");
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case "text":
      return block.text;
    case "list":
      return block.items.map((item) => `- ${item}`).join("\n");
    case "code":
      return `\`\`\`${block.language}\n${block.code}\n\`\`\``;
    case "table":
      return [block.head, block.head.map(() => "---"), ...block.rows].map(writeRow).join("\n");
  }
}

function writeRow(cells: string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function writeProcedure({ path, summary, scope, input, answer, errors, example }: Entry): string {
  const lines = Object.entries(example).map(([name, value]) => `  ${name}: ${JSON.stringify(value)},\n`);
  const typed = lines.length > 0 ? `{\n${lines.join("")}}` : "{}";
  return [
    `## ${path}`,
    summary,
    `Scope: \`${scope}\``,
    `Input:\n\n${writeFields(input)}`,
    `Answer:\n\n${writeFields(answer)}`,
    ...(errors.length > 0
      ? ["Errors:", errors.map(({ code, when }) => `- \`${code}\`: ${when}`).join("\n")]
      : []),
    `\`\`\`ts\nawait support.${path}(${typed});\n\`\`\``,
  ].join("\n\n");
}

/** A list of fields. Those inside another one are indented. */
function writeFields(fields: Field[]): string {
  const lines = fields.map(
    ({ name, depth, type, notes }) => `${"  ".repeat(depth)}- \`${name}\`: ${[type, ...notes].join("; ")}`,
  );
  return lines.length > 0 ? lines.join("\n") : "- nothing";
}
