import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One instruction of the Dockerfile and its arguments. */
export type Step = { instruction: string; rest: string };

/** A stage, which begins with FROM: its base image, name and instructions. */
export type Stage = { base: string; name: string; steps: Step[] };

export const root = join(import.meta.dirname, "../..");

/** The stages of our Dockerfile, in order. The last one is the image. */
export function readStages(): Stage[] {
  const text = readFileSync(join(root, "Dockerfile"), "utf8").replaceAll(/\\\n\s*/g, "");
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const stages: Stage[] = [];
  for (const line of lines) {
    const [, instruction = "", rest = ""] = /^([A-Z]+) +(.*)$/.exec(line) ?? [];
    const [base = "", , name = "image"] = rest.split(" ");
    if (instruction === "FROM") stages.push({ base, name, steps: [] });
    else stages.at(-1)?.steps.push({ instruction, rest });
  }
  return stages;
}

/** The argument of the image's last instruction of this kind. */
export function lastOf({ steps }: Stage, instruction: string): string {
  return steps.findLast((step) => step.instruction === instruction)?.rest ?? "";
}

/** The variables that a stage's ENV lines set. */
export function variablesOf({ steps }: Stage): NodeJS.ProcessEnv {
  const set = steps.filter(({ instruction }) => instruction === "ENV").flatMap(({ rest }) => rest.split(" "));
  const pairs = set.map((each) => [each.slice(0, each.indexOf("=")), each.slice(each.indexOf("=") + 1)]);
  return Object.fromEntries(pairs) as NodeJS.ProcessEnv;
}

/** The program and parameters of `CMD [...]`, after any options. */
export function commandIn(rest: string): string[] {
  return JSON.parse(rest.slice(rest.indexOf("["))) as string[];
}

/**
 * Whether `.dockerignore` excludes a path. The last line that matches the path or a parent folder decides.
 */
export function isIgnored(path: string): boolean {
  const lines = readFileSync(join(root, ".dockerignore"), "utf8").split("\n");
  const parts = path.split("/");
  const around = parts.map((_part, index) => parts.slice(0, index + 1).join("/"));
  const matches = (pattern: string) => around.some((each) => expressionOf(pattern).test(each));
  const rules = lines.filter((line) => line !== "" && !line.startsWith("#"));
  const rule = rules.findLast((line) => matches(line.replace(/^!/, "")));
  return rule !== undefined && !rule.startsWith("!");
}

/** Unlike in Node, a star in Docker also matches a leading dot. */
function expressionOf(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll(/(\*\*\/)|\*/g, (_star, deep) => (deep ? "(.*/)?" : "[^/]*"))}$`);
}
