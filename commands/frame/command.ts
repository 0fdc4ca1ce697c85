import { asksForHelp, readArguments } from "./arguments.ts";
import { describeCommand, describeSubcommand } from "./help.ts";
import type { Output } from "./output.ts";
import type { Command } from "./subcommand.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Runs a command as an operator typed it, help included, and puts whatever goes wrong into one line (specification, section 9).
 *
 * @param typed the command line without the program
 * @returns the exit code: 0, 1 where it failed, 2 where it was typed wrongly
 */
export async function runCommand(command: Command, typed: string[], output: Output): Promise<number> {
  try {
    await run(command, typed, output);
    return 0;
  } catch (error) {
    output.progress("");
    const wronglyTyped = error instanceof UsageError;
    const advice = wronglyTyped ? `. Try: npm run ${command.name} -- --help` : "";
    output.error(`${command.name}: ${describeError(error)}${advice}`);
    return wronglyTyped ? 2 : 1;
  }
}

async function run(command: Command, [name = "", ...rest]: string[], output: Output): Promise<void> {
  if (name === "--help" || name === "-h") {
    for (const line of describeCommand(command)) output.line(line);
    return;
  }
  const chosen = Object.hasOwn(command.subcommands, name) ? command.subcommands[name] : undefined;
  if (chosen === undefined) throw new UsageError(name === "" ? "say what to do" : `cannot do ‘${name}’`);
  if (asksForHelp(rest)) for (const line of describeSubcommand(command, name, chosen)) output.line(line);
  else await chosen.run(readArguments(chosen, rest), output);
}

/** Node's connection errors may hold several others, and then have no message of their own. */
function describeError(error: unknown): string {
  if (error instanceof AggregateError) return describeError(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return (error.message || error.name).replaceAll(/\s*\n\s*/g, " ");
}
