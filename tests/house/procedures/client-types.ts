import { format } from "prettier";
import { z } from "zod";
import { reasons } from "../../../server/refusals.ts";
import { fieldNames } from "./procedure-shapes.ts";
import { listProcedures } from "./procedures-page.ts";
import { typeOf } from "./plain-types.ts";

type Procedure = ReturnType<typeof listProcedures>[number];

/**
 * The text of client/source/procedures.ts: the procedures in plain TypeScript, so that a script that installs the client
 * needs neither zod nor the server.
 */
export function writeClientTypes(): Promise<string> {
  const routers = [...Map.groupBy(listProcedures(), ({ path }) => path.split(".", 1)[0] ?? "")];
  const text = `// Generated from the router and its schemas: after a change, run \`npm run generate\`.
    import type { All, Call, Definitions, PagedCall } from "./calls.ts";

    /** The rules that refuse calls. */
    export type Reason = ${reasons.map(({ reason }) => JSON.stringify(reason)).join(" | ")};

    /** What each procedure takes and answers. */
    export type Procedures = { ${listProcedures().map(describe).join("\n")} };

    /** Every procedure. Those that answer pages also have \`all\`, which reads all pages. */
    export type SupportClient = { ${routers.map(methodsOf).join("\n")} };

    /** Whether a procedure may be repeated, and how its pages continue. */
    export const procedures: Definitions = { ${routers.map(definitionsOf).join("\n")} };
  `;
  return format(text, { parser: "typescript", printWidth: 110 });
}

function describe({ path, definition: { inputs, output } }: Procedure): string {
  const input = inputs.at(-1);
  if (input === undefined || output === undefined) throw new Error(`${path} lacks an input or an output`);
  return `"${path}": { input: ${typeOf(input, "input")}; output: ${typeOf(output, "output")} };`;
}

function methodsOf([router, procedures]: [string, Procedure[]]): string {
  const methods = procedures.map((each) => {
    const { path, definition } = each;
    const call = pagingOf(each) === undefined ? "Call" : "PagedCall";
    return `/** ${definition.meta?.summary ?? ""} */\n${nameOf(each)}: ${call}<Procedures["${path}"]>;`;
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
function repeatableOf({ definition: { type, inputs } }: Procedure): "always" | "withKey" | "never" {
  if (type === "query") return "always";
  return inputs.some((input) => fieldNames(input).includes("idempotencyKey")) ? "withKey" : "never";
}

function pagingOf({ definition: { inputs, output } }: Procedure): "page" | "after" | undefined {
  if (!(output instanceof z.ZodObject) || !("items" in output.shape)) return undefined;
  const fields = inputs.flatMap(fieldNames);
  return (["page", "after"] as const).find((field) => fields.includes(field));
}
