import type { Command, Subcommand } from "./subcommand.ts";

/** What `--help` says of a command. */
export function describeCommand(command: Command): string[] {
  const subcommands = Object.entries(command.subcommands).flatMap(([name, chosen]) => [
    `  ${usage(command, name, chosen)}`,
    `      ${chosen.summary}`,
  ]);
  return [command.summary, "", "Usage:", ...subcommands];
}

/** What `--help` says of one of its subcommands. */
export function describeSubcommand(command: Command, name: string, chosen: Subcommand): string[] {
  const options = Object.entries(chosen.options ?? {}).map(([option, text]) => `  --${option}  ${text}`);
  const lines = [`Usage: ${usage(command, name, chosen)}`, "", chosen.summary, ...(chosen.details ?? [])];
  return options.length > 0 ? [...lines, "", ...options] : lines;
}

function usage(
  { name: command }: Command,
  name: string,
  { arguments: names = [], options = {} }: Subcommand,
) {
  const shown = [...names, ...Object.keys(options).map((option) => `--${option} …`)];
  return ["npm run", command, "--", name, ...shown].join(" ");
}
