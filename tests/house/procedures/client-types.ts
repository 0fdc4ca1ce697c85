import { format } from "prettier";
import { errorCodes } from "../../../server/procedures/errors/codes.ts";
import { reasons } from "../../../server/refusals.ts";
import { toSchema } from "../../../server/openapi/json-schema.ts";
import { listApi, type Procedure } from "../../../server/openapi/procedures.ts";
import { fieldNames } from "./field-names.ts";
import { typeOf } from "./plain-types.ts";

/**
 * The text of client/source/procedures.ts: the procedures in plain TypeScript, so that a script that installs the client
 * needs neither zod nor the server.
 */
export function writeClientTypes(): Promise<string> {
  const routers = [...Map.groupBy(listApi(), ({ path }) => path.split(".", 1)[0] ?? "")];
  const text = `// Generated from the router and its schemas: after a change, run \`npm run generate\`.
    import type { All, Call, Definitions, PagedCall } from "./calls.ts";

    /** The rules that refuse calls. */
    export type Reason = ${reasons.map(({ reason }) => JSON.stringify(reason)).join(" | ")};

    /** The codes of the console's errors: \`docs/procedures.md\` says when each is given. */
    export type ConsoleCode = ${Object.keys(errorCodes)
      .map((code) => JSON.stringify(code))
      .join(" | ")};

    /** What each procedure takes and answers. */
    export type Procedures = { ${listApi().map(describe).join("\n")} };

    /** Every procedure. Those that answer pages also have \`all\`, which reads all pages. */
    export type SupportClient = { ${routers.map(methodsOf).join("\n")} };

    /** Whether a procedure may be repeated, and how its pages continue. */
    export const procedures: Definitions = { ${routers.map(definitionsOf).join("\n")} };
  `;
  return format(text, { parser: "typescript", printWidth: 110 });
}

function describe({ path, input, output }: Procedure): string {
  return `"${path}": { input: ${typeOf(toSchema(input, "input"))}; output: ${typeOf(toSchema(output, "output"))} };`;
}

function methodsOf([router, procedures]: [string, Procedure[]]): string {
  const methods = procedures.map((each) => {
    const { path, summary } = each;
    const call = pagingOf(each) === undefined ? "Call" : "PagedCall";
    return `/** ${summary} */\n${nameOf(each)}: ${call}<Procedures["${path}"]>;`;
  });
  const hasList = procedures.some((each) => nameOf(each) === "list");
  const all = hasList
    ? [`/** The items of all pages of \`list\`. */\nall: All<Procedures["${router}.list"]>;`]
    : [];
  return `${router}: { ${[...methods, ...all].join("\n")} };`;
}

function definitionsOf([router, procedures]: [string, Procedure[]]): string {
  const definitions = procedures.map((each) => {
    const paging = pagingOf(each);
    const pages = paging === undefined ? "" : `, paging: "${paging}"`;
    return `${nameOf(each)}: { repeatable: "${repeatableOf(each)}"${pages} },`;
  });
  return `${router}: { ${definitions.join("\n")} },`;
}

function nameOf({ path }: Procedure): string {
  return path.slice(path.indexOf(".") + 1);
}

/** Queries change nothing. A change can be repeated only with a key, by which the console knows it again. */
function repeatableOf(procedure: Procedure): "always" | "withKey" | "never" {
  if (procedure.type === "query") return "always";
  return fieldNames(procedure).includes("idempotencyKey") ? "withKey" : "never";
}

function pagingOf(procedure: Procedure): "page" | "after" | undefined {
  if (toSchema(procedure.output, "output").properties?.["items"] === undefined) return undefined;
  const fields = fieldNames(procedure);
  return (["page", "after"] as const).find((field) => fields.includes(field));
}
