import { pino, type Logger } from "pino";

/**
 * The log of a process. It writes lines of JSON, without personal data, to standard output (specification, section 2).
 */
export type Log = Logger;

/** @param name the name of the process: `web` or `worker` */
export function createLog(name: string): Log {
  return pino({ base: { name }, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: describe } });
}

/**
 * Returns the parts of an error that are safe to log. Other parts, such as PostgreSQL's `detail` and axios's `config`,
 * contain personal data.
 */
export function describe(error: unknown): Description {
  if (!isError(error)) return { message: "Something that is not an Error was thrown" };
  const code = "code" in error ? String(error.code) : undefined;
  const description = { name: error.name, code, message: error.message, stack: error.stack };
  return error.cause instanceof Error ? { ...description, cause: describe(error.cause) } : description;
}

/** Whether a value is an error, or a copy of one: pg-boss emits plain objects with an error's message and stack. */
function isError(error: unknown): error is Error {
  const { message, stack } = (error ?? {}) as { message?: unknown; stack?: unknown };
  return error instanceof Error || (typeof message === "string" && typeof stack === "string");
}

type Description = { message: string; name?: string; code?: string; stack?: string; cause?: Description };
