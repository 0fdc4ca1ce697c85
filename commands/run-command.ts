import { Command, CommanderError, InvalidArgumentError } from "commander";

/**
 * Runs what an operator typed (specification, section 9, Commands). An error is one line on standard error.
 *
 * @param name the npm script
 * @param define adds the description and the subcommands
 * @returns the exit code: 0, 1 if the command failed, 2 if it was typed wrongly
 */
export async function runCommand(
  name: string,
  define: (command: Command) => void,
  typed = process.argv.slice(2),
): Promise<number> {
  const command = new Command(`npm run ${name} --`)
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined }); // written below, for all errors alike
  define(command);
  try {
    await command.parseAsync(typed, { from: "user" });
    return 0;
  } catch (error) {
    if (!(error instanceof CommanderError)) return writeError(name, describeError(error), 1);
    if (error.exitCode === 0) return 0; // it has shown its help
    return writeError(name, `${describeUsageError(error)}. Try: npm run ${name} -- --help`, 2);
  }
}

/** A line of the answer, on standard output. */
export function writeLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

/**
 * Reads an argument or option that must have a value.
 *
 * @throws {InvalidArgumentError} for an empty text, as a script passes it for an unset variable
 */
export function readText(text: string): string {
  if (text === "") throw new InvalidArgumentError("It is empty.");
  return text;
}

function writeError(name: string, text: string, code: number): number {
  process.stderr.write(`${name}: ${text}\n`);
  return code;
}

function describeUsageError({ code, message }: CommanderError): string {
  if (code === "commander.help") return "a subcommand is missing";
  return inOneLine(message.replace(/^error: /, "")).replace(/\.$/, "");
}

/** A connection error of Node may only hold other errors, and then has no message of its own. */
function describeError(error: unknown): string {
  if (error instanceof AggregateError) return describeError(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return inOneLine(error.message || error.name);
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ");
}
