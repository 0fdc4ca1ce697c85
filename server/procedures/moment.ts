import { z } from "zod";

/** A time as every procedure answers with it: an ISO 8601 string in UTC, for pages and for HTTP callers (specification, section 5). */
export const moment = z
  .date()
  .transform((date) => date.toISOString())
  .pipe(z.iso.datetime());
