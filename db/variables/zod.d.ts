import type { Given } from "./production.ts";

// What the schema of a variable says about it, beside its description.
declare module "zod/v4/core" {
  interface GlobalMeta {
    /** Whether the value can also come from a file (`…_FILE`). */
    secret?: boolean;
    /** Returns what production refuses a value for, beyond the variable's schema; undefined if it accepts it. */
    inProduction?: (value: string, given: Given) => string | undefined;
  }
}
