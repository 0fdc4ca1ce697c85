import { format } from "prettier";
import { type Variable, variables } from "../../../server/environment.ts";

/** Compose sets these itself; the image sets NODE_ENV. */
const setByCompose = ["NODE_ENV", "PORT", "DATABASE_URL", "DATABASE_TLS"];

/** The two tables of docs/operating.md: variables that have to be set, and those that can be. */
export async function describeVariables(): Promise<string> {
  const required = variables.filter(({ isRequired }) => isRequired);
  const optional = variables.filter(({ isRequired }) => !isRequired);
  const page = [
    "These have to be set:",
    table(
      ["variable", "what"],
      required.map(({ name, description }) => [code(name), description]),
    ),
    "These can be set:",
    table(["variable", "default", "what"], optional.map(describeOptional)),
    `Secrets can come from files instead, such as those of Docker or Kubernetes: set ${listOfFiles()}.`,
    `Only web processes need ${only("web")}, and only workers ${only("worker")}: leave them out of the other's environment.`,
  ].join("\n\n");
  return `\n${await format(page, { parser: "markdown" })}`;
}

/**
 * The entries of compose.yaml: those of web and worker, and those of one of them. Compose does not start while a required
 * variable is not set.
 */
export function listForCompose(): string {
  return [
    ...["x-both: &both", ...entriesOf(undefined)],
    ...["x-only-web: &only-web", ...entriesOf("web")],
    ...["x-only-worker: &only-worker", ...entriesOf("worker")],
  ].join("\n");
}

function entriesOf(process: Variable["process"]): string[] {
  return variables
    .filter((variable) => variable.process === process && !setByCompose.includes(variable.name))
    .map(({ name, isRequired }) => `  ${name}: \${${name}:${isRequired ? "?" : "-"}}`);
}

function listOfFiles(): string {
  const names = variables.filter(({ isSecret }) => isSecret).map(({ name }) => `${name}_FILE`);
  return joinWith("or", names);
}

/** The variables of one process, as a list in a sentence. */
function only(process: Variable["process"]): string {
  return joinWith(
    "and",
    variables.filter((variable) => variable.process === process).map(({ name }) => name),
  );
}

function joinWith(word: string, names: string[]): string {
  const codes = names.map(code);
  const last = codes.pop() ?? "";
  return codes.length === 0 ? last : `${codes.join(", ")} ${word} ${last}`;
}

function describeOptional({ name, description, default: value }: Variable): string[] {
  return [code(name), value === undefined ? "none" : code(value), description];
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "-")), ...rows.map(line)].join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}
