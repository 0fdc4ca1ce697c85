import { readFileSync } from "node:fs";
import type { z } from "zod";
import type { Fault, Given } from "./production.ts";

const suffix = "_FILE";

/**
 * Reads secrets from the files that variables with `_FILE` name, such as `SESSION_SECRET_FILE` (specification, section
 * 9, Production). Space and line breaks at the end of a file do not count.
 *
 * @param shape the schemas of all variables; those of secrets say so
 * @returns the variables that are not empty, and what is wrong with files
 */
export function readSecretFiles(
  shape: z.ZodRawShape,
  variables: NodeJS.ProcessEnv,
): { given: Given; faults: Fault[] } {
  const set = Object.entries(variables).filter(([, value]) => value?.trim());
  const given = Object.fromEntries(set) as Given;
  const faults: Fault[] = [];
  for (const name of secretsIn(shape)) {
    const file = given[name + suffix]?.trim();
    if (file === undefined) continue;
    if (given[name] !== undefined) faults.push({ name, message: `and ${name}${suffix} are both set` });
    else readSecret(name, file, given, faults);
  }
  return { given, faults };
}

/** The names of the variables whose values are secret. */
export function secretsIn(shape: z.ZodRawShape): string[] {
  return Object.keys(shape).filter((name) => (shape[name] as z.ZodType).meta()?.secret);
}

function readSecret(name: string, file: string, given: Given, faults: Fault[]): void {
  try {
    const value = readFileSync(file, "utf8").trimEnd();
    if (value === "") faults.push({ name, message: `cannot be read: the file in ${name}${suffix} is empty` });
    else given[name] = value;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    faults.push({ name, message: `cannot be read from the file in ${name}${suffix} (${code})` });
  }
}
