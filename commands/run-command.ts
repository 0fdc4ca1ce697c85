import { Command, CommanderError, InvalidArgumentError } from "commander";

/**
 * Runs a command with the arguments that an operator typed, and writes an error as one line to standard error
 * (specification, section 9, Commands).
 *
 * @param name the name of the npm script
 * @param define adds the description and the subcommands to the command
 * @returns the exit code: 0, 1 if the command failed, 2 if the arguments are invalid
 */
export async function runCommand(
  name: string,
  define: (command: Command) => void,
  typed = process.argv.slice(2),
): Promise<number> {
  const command = new Command(`npm run ${name} --`)
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined }); // `writeError` writes all errors in the same form
  define(command);
  try {
    await command.parseAsync(typed, { from: "user" });
    return 0;
  } catch (error) {
    if (!(error instanceof CommanderError)) return writeError(name, describeError(error), 1);
    if (error.exitCode === 0) return 0; // the operator asked for help, which Commander has printed
    return writeError(name, `${describeUsageError(error)}. Try: npm run ${name} -- --help`, 2);
  }
}

/** Writes a line of the command's output to standard output. */
export function writeLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

/**
 * Returns the value of an argument or option that must not be empty.
 *
 * @throws {InvalidArgumentError} if the value is empty, for example because a shell script passes an unset variable
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

/**
 * Returns an error's message in one line. When a connection fails, Node may throw an `AggregateError` without a
 * message; then the message is that of the first error in it.
 */
function describeError(error: unknown): string {
  if (error instanceof AggregateError) return describeError(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return inOneLine(error.message || error.name);
}

function inOneLine(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .join(" ");
}
