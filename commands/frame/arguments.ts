import { parseArgs } from "node:util";
import type { Subcommand } from "./subcommand.ts";
import { UsageError } from "./usage-error.ts";

/** Whether `--help` stands among what was typed; after `--` it would be an argument. */
export function asksForHelp(typed: string[]): boolean {
  const end = typed.indexOf("--");
  return (end < 0 ? typed : typed.slice(0, end)).some((word) => word === "--help" || word === "-h");
}

/**
 * The value of each argument and option of a subcommand.
 *
 * @throws {UsageError} where one is missing, unknown or too many
 */
export function readArguments(
  { arguments: names = [], options = {} }: Subcommand,
  typed: string[],
): Record<string, string> {
  const { values, positionals } = parse(typed, Object.keys(options));
  const extra = positionals[names.length];
  if (extra !== undefined) throw new UsageError(`‘${extra}’ is one argument too many`);
  const given = [
    ...names.map((name, index) => [name, name, positionals[index]] as const),
    ...Object.keys(options).map((name) => [name, `--${name}`, values[name]] as const),
  ];
  return Object.fromEntries(
    given.map(([name, label, value]) => {
      if (!value) throw new UsageError(`${label} is missing`);
      return [name, value];
    }),
  );
}

function parse(args: string[], names: string[]) {
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    // Node adds a second sentence, on how to type what begins with a dash.
    throw new UsageError((error as Error).message.split(/[.\n]/)[0]);
  }
}
