// `npm run generate`: writes what docs/ and compose.yaml take from the code. A test fails while they differ.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "prettier";
import { createDocument } from "../../../server/openapi/document.ts";
import { release } from "../../../client/package/releases.ts";
import { writeClientTypes } from "../procedures/client-types.ts";
import { writeProceduresPage } from "../procedures/procedures-page.ts";
import { describeSecurityEvents } from "./security-events.ts";
import { listForCompose, describeVariables } from "./variables.ts";

type Generated = { path: string; write: (current: string) => string | Promise<string> };

const root = join(import.meta.dirname, "../../..");

/** Every file that is generated as a whole or between two markers. */
export const generated: Generated[] = [
  { path: "client/source/procedures.ts", write: () => writeClientTypes() },
  { path: "docs/openapi.json", write: () => writeDocument() },
  { path: "docs/procedures.md", write: () => writeProceduresPage() },
  { path: "docs/operating.md", write: async (current) => replaceBlock(current, await describeVariables()) },
  {
    path: "docs/security-log.md",
    write: async (current) => replaceBlock(current, await describeSecurityEvents()),
  },
  { path: "compose.yaml", write: (current) => replaceBlock(current, listForCompose()) },
];

/** The address of the console in what is written for all consoles. */
const exampleUrl = "https://support.example.gov.uk";

function writeDocument(): Promise<string> {
  return format(JSON.stringify(createDocument(exampleUrl)), { parser: "json", printWidth: 110 });
}

/** A file as it is, and as it should be. */
export async function compare({ path, write }: Generated): Promise<{ current: string; expected: string }> {
  const current = await readFile(join(root, path), "utf8");
  return { current, expected: await write(current) };
}

/** @throws {Error} if the text has no markers */
function replaceBlock(text: string, block: string): string {
  const [, before, after] =
    /^([^]*\bnpm run generate\b.*\n)[^]*?\n([^\n]*\bend of generated\b[^]*)$/.exec(text) ?? [];
  if (before === undefined || after === undefined)
    throw new Error("The markers of the generated part are missing");
  return `${before}${block}\n${after}`;
}

if (import.meta.main) {
  for (const each of generated) await writeFile(join(root, each.path), (await compare(each)).expected);
  release();
}
