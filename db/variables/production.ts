import type { z } from "zod";

/** The variables that are set, from the environment or from files. */
export type Given = Record<string, string>;

/** What is wrong with a variable: the message follows its name. */
export type Fault = { name: string; message: string };

/** Lists what only production refuses (specification, section 9, Production). Without NODE_ENV, it is production. */
export function faultsInProduction(shape: z.ZodRawShape, given: Given): Fault[] {
  if ((given.NODE_ENV ?? "production") !== "production") return [];
  return Object.entries(shape).flatMap(([name, schema]) => {
    const value = given[name]?.trim();
    const refuse = (schema as z.ZodType).meta()?.inProduction;
    const message = value && refuse?.(value, given);
    return message ? [{ name, message }] : [];
  });
}

/** Refuses an address over plain http, unless it is on this machine. */
export function requireHttps(value: string): string | undefined {
  const url = URL.parse(value);
  if (url?.protocol !== "http:" || isThisMachine(url.hostname)) return undefined;
  return "must be an https address";
}

/** Whether a host name or address is this machine's own. */
export function isThisMachine(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}
