import { z } from "zod";

/** The schema of a time in a procedure's output: an ISO 8601 string in UTC (specification, section 5). */
export const moment = z
  .date()
  .transform((date) => date.toISOString())
  .pipe(z.iso.datetime());
