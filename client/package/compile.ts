import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const source = join(import.meta.dirname, "../source");

const forImport = { folder: "esm", module: ts.ModuleKind.ES2022, type: "module" };
const forRequire = { folder: "cjs", module: ts.ModuleKind.CommonJS, type: "commonjs" };

/**
 * Compiles the client for `import` and for `require`, with its types, for Node 18 and later. The files come by path.
 * `npm run check` checks the types.
 */
export function compileClient(): Map<string, string> {
  const names = readdirSync(source).filter((name) => !name.endsWith(".test.ts"));
  const modules = names.toSorted().map((name) => ({ name, text: readFileSync(join(source, name), "utf8") }));
  const files = new Map<string, string>();
  for (const { folder, module, type } of [forImport, forRequire]) {
    files.set(`${folder}/package.json`, `{ "type": "${type}" }\n`);
    for (const { name, text } of modules) {
      files.set(`${folder}/${name.replace(/\.ts$/, ".js")}`, toScript(text, module));
    }
  }
  // Modules of both kinds can import the types of a CommonJS module, so there is one copy of them.
  files.set("esm/index.d.ts", 'export * from "../cjs/index.js";\n');
  for (const { name, text } of modules) files.set(`cjs/${name.replace(/\.ts$/, ".d.ts")}`, toTypes(text));
  return files;
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  rewriteRelativeImportExtensions: true,
};

function toScript(text: string, module: ts.ModuleKind): string {
  const compilerOptions = { ...options, module, removeComments: true };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}

function toTypes(text: string): string {
  const { outputText } = ts.transpileDeclaration(text, { compilerOptions: options });
  return outputText.replaceAll(/(from "\.\/[\w-]+)\.ts"/g, '$1.js"'); // only scripts are rewritten
}
