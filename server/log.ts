import { pino, type Logger } from "pino";

/** The process's log: JSON lines on standard output. Nothing personal goes into it (SPEC §2). */
export type Log = Logger;

/** @param name which process speaks: `web` or `worker` */
export function createLog(name: string): Log {
  return pino({ base: { name }, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: describe } });
}

/** What is safe to log of an error: PostgreSQL's `detail` and axios's `config` would give people away. */
function describe(error: unknown) {
  if (!(error instanceof Error)) return { message: "Something that is not an Error was thrown" };
  const code = "code" in error ? error.code : undefined;
  return { name: error.name, code, message: error.message, stack: error.stack };
}
