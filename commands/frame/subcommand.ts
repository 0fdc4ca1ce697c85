import type { Output } from "./output.ts";

type Definition<Argument extends string, Option extends string> = {
  /** One line, for the list of subcommands. */
  summary: string;
  /** Further lines, for the subcommand's own help. */
  details?: string[];
  /** Names of what follows the subcommand's name, in order; each is required. */
  arguments?: Argument[];
  /** The options by name, with what each is; each is required and takes a value. */
  options?: Record<Option, string>;
  /** Does the work, with the value of each argument (`FILE`) and option (`first-name`). */
  run: (given: Record<Argument | Option, string>, output: Output) => Promise<void>;
};

export type Subcommand = Definition<string, string>;

/** What one npm script runs. */
export type Command = { name: string; summary: string; subcommands: Record<string, Subcommand> };

/** Defines a subcommand, whose `run` gets just what it asks for. */
export function subcommand<Argument extends string = never, Option extends string = never>(
  definition: Definition<Argument, Option>,
): Subcommand {
  return definition;
}
