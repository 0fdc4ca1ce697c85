import { pino, type Logger } from "pino";

/** The process's log: JSON lines on standard output. Nothing personal goes into it (specification, section 2). */
export type Log = Logger;

/** @param name which process speaks: `web` or `worker` */
export function createLog(name: string): Log {
  return pino({ base: { name }, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: describe } });
}

/** What is safe to log of an error: PostgreSQL's `detail` and axios's `config` would give people away. */
export function describe(error: unknown): Description {
  if (!isError(error)) return { message: "Something that is not an Error was thrown" };
  const code = "code" in error ? String(error.code) : undefined;
  const description = { name: error.name, code, message: error.message, stack: error.stack };
  return error.cause instanceof Error ? { ...description, cause: describe(error.cause) } : description;
}

/** pg-boss tells of errors by copies, which are none themselves but have a message and a stack. */
function isError(error: unknown): error is Error {
  const { message, stack } = (error ?? {}) as { message?: unknown; stack?: unknown };
  return error instanceof Error || (typeof message === "string" && typeof stack === "string");
}

type Description = { message: string; name?: string; code?: string; stack?: string; cause?: Description };
