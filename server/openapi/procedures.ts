import type { z } from "zod";
import type { Meta } from "../procedures/trpc.ts";
import { appRouter } from "../router.ts";

/** What the documentation says about a procedure. `path` is its name, such as `organisations.list`. */
export type Procedure = Meta & {
  path: string;
  type: "query" | "mutation";
  /** The schema of each step of the input; the last one is that of the whole input. */
  inputs: z.ZodType[];
  input: z.ZodType;
  output: z.ZodType;
};

type Definition = { type: "query" | "mutation"; meta?: Meta; inputs: z.ZodType[]; output?: z.ZodType };

/** The procedures that a script can call: the API, in the order of the router. */
export function listApi(): Procedure[] {
  return listProcedures().filter(({ pagesOnly }) => pagesOnly === undefined);
}

/**
 * Every procedure, in the order of the router.
 *
 * @throws {Error} if a procedure lacks a summary, an input or an output
 */
export function listProcedures(): Procedure[] {
  // tRPC's types nest procedures as a caller does; at run time they are keyed by path.
  const procedures = appRouter._def.procedures as unknown as Record<string, { _def: Definition }>;
  return Object.entries(procedures).map(
    ([
      path,
      {
        _def: { type, meta, inputs, output },
      },
    ]) => {
      const input = inputs.at(-1);
      if (meta === undefined || input === undefined || output === undefined) {
        throw new Error(`${path} lacks a summary, an input or an output`);
      }
      return { path, type, inputs, input, output, ...meta };
    },
  );
}
