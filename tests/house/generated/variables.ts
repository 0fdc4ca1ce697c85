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
  ].join("\n\n");
  return `\n${await format(page, { parser: "markdown" })}`;
}

/** The entries of compose.yaml. Compose does not start while a required variable is not set. */
export function listForCompose(): string {
  return variables
    .filter(({ name }) => !setByCompose.includes(name))
    .map(({ name, isRequired }) => `    ${name}: \${${name}:${isRequired ? "?" : "-"}}`)
    .join("\n");
}

function listOfFiles(): string {
  const names = variables.filter(({ isSecret }) => isSecret).map(({ name }) => code(`${name}_FILE`));
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
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
